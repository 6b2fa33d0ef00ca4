import { formText } from '@kith/client/forms';
import { slugFrom } from '@kith/domains/communities/slug';
import type { SpaceValues } from '../space-values.ts';

/** What was typed; the schema checks it in the domain. An address that was left empty is made of the name. */
export function spaceIn(form: FormData): SpaceValues {
	const text = (name: string) => formText(form, name).trim();
	const slug = text('slug').toLowerCase() || slugFrom(text('name'));
	return {
		...{ slug, name: text('name'), icon: text('icon'), description: text('description') },
		groupId: text('groupId'),
		visibility: text('visibility') as SpaceValues['visibility'],
		posting: text('posting') as SpaceValues['posting'],
		reactions: text('reactions') as SpaceValues['reactions'],
		library: text('library') as SpaceValues['library'],
	};
}
