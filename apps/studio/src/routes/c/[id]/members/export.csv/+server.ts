import type { MemberRow } from '@kith/domains/members/schema';
import { readView } from '#lib/members/filter.ts';
import { STATE_WORDS, stateOf } from '#lib/members/state-words.ts';
import { orErrorPage } from '#lib/shell/loading.ts';
import { BYTE_ORDER_MARK, csvLine } from '#lib/studio/csv.ts';
import { communityFor } from '#lib/studio/server/community.ts';
import { pagedFile } from '#lib/studio/server/paged-file.ts';
import { m } from '#lib/paraglide/messages.js';
import type { RequestHandler } from './$types';

const PAGE = 100;

/** The members that a filter means as a table, with what this person may see of them and nothing else. */
export const GET: RequestHandler = async (event) => {
	const { api, face } = await communityFor(event);
	const { filter, sort } = readView(event.url);
	const read = (cursor: string | null) => api.roster.list({ filter, sort, cursor, limit: PAGE });
	const [first, fields] = await orErrorPage(Promise.all([read(null), api.fields.list()]));
	const inUse = fields.filter(({ archivedAt, visibility }) => !archivedAt && visibility !== 'self');
	const heads = [
		...[m.import_target_name(), m.guidelines_column_handle(), m.import_target_email()],
		...[m.members_filter_roles(), m.members_state(), m.members_column_joined()],
		...[m.members_column_seen(), ...inUse.map(({ label }) => label)],
	];
	const valueOf = (member: MemberRow, id: string) =>
		member.fields.find(({ fieldId }) => fieldId === id)?.values.join('; ') ?? '';
	const lineOf = (member: MemberRow) =>
		csvLine([
			...[member.name, member.handle, member.email ?? ''],
			member.roles.map(({ name }) => name).join('; '),
			STATE_WORDS[stateOf(member)](),
			...[member.joinedAt.toISOString(), member.lastSeenAt?.toISOString() ?? ''],
			...inUse.map(({ id }) => valueOf(member, id)),
		]);
	const head = BYTE_ORDER_MARK + csvLine(heads);
	return pagedFile({ name: ['members', face.slug], ending: 'csv', head, lineOf, first, read });
};
