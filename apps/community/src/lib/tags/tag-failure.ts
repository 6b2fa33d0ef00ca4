import type { Failure } from '@kith/client/failure';
import { m } from '#lib/paraglide/messages.js';

/** Why the tags of a post were refused, and which one; null for other failures. */
export function tagFailure({ code, details }: Pick<Failure, 'code' | 'details'>): string | null {
	const name = wordIn(details, 'name');
	const group = wordIn(details, 'group');
	switch (code) {
		case 'tags.unknown':
			return m.tag_failure_unknown({ name });
		case 'tags.restricted':
			return m.tag_failure_restricted({ name });
		case 'tags.one_of_group':
			return m.tag_failure_one_of_group({ group });
		case 'tags.group_required':
			return m.tag_failure_group_required({ group });
		default:
			return null;
	}
}

function wordIn(details: Failure['details'], key: string): string {
	const value = details[key];
	return typeof value === 'string' ? value : '';
}
