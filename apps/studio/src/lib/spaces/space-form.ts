import { formText } from '@kith/client/forms';
import type { CreateSpace, SpaceRow } from '@kith/domains/spaces/schema';

/** The form of a space as it is typed: text that the schema has not read yet. */
export type SpaceValues = Omit<CreateSpace, 'groupId'> & { groupId: string };

/** An empty form for a new space, in a group when one was asked for. */
export function blankSpace(groupId = ''): SpaceValues {
	return {
		...{ name: '', slug: '', icon: '', description: '', groupId },
		...{ visibility: 'members', posting: 'everyone', library: 'off' },
		...{ reactions: 'all', coverFileId: null },
	};
}

/** The form of a space that exists. */
export function valuesOf(space: SpaceRow): SpaceValues {
	const { name, slug, icon, description, visibility, posting } = space;
	const { reactions, library, coverFileId } = space;
	return {
		...{ name, slug, icon, description, visibility, posting, reactions, library, coverFileId },
		groupId: space.groupId ?? '',
	};
}

/** What the domain takes from a form that was sent; the schema checks it there. */
export function readSpaceForm(form: FormData): SpaceValues {
	const text = (name: string) => formText(form, name);
	return {
		...{ name: text('name'), slug: text('slug'), icon: text('icon') },
		...{ description: text('description'), groupId: text('groupId') },
		visibility: text('visibility') as SpaceValues['visibility'],
		posting: text('posting') as SpaceValues['posting'],
		reactions: text('reactions') as SpaceValues['reactions'],
		library: text('library') as SpaceValues['library'],
		coverFileId: text('coverFileId') || null,
	};
}
