import { headVersion } from '@kith/db/communities';
import { Refusal, type Command } from './command.ts';
import { withOwner } from './database.ts';

const STATUSES = ['setup', 'live', 'deleting'];

type Row = {
	slug: string;
	id: string;
	status: string;
	version: number;
	made: string;
	name: string;
};

/** Lists communities by address, a page at a time. */
export const list: Command = {
	usage: 'communities list [--status setup|live|deleting] [--limit N] [--cursor slug]',
	summary: 'Lists communities in the order of their addresses.',
	details: [
		'  --limit N       rows on a page (default 50)',
		'  --cursor slug   goes on behind this address; a full page names the next one',
	],
	options: {
		status: { type: 'string' },
		limit: { type: 'string' },
		cursor: { type: 'string' },
	},
	run: (call) =>
		withOwner(call, async (owner) => {
			const status = call.text('status') ?? null;
			if (status && !STATUSES.includes(status))
				throw new Refusal(`--status is one of ${STATUSES.join(', ')}, not "${status}".`);
			const limit = Math.min(call.count('limit') ?? 50, 1000);
			const { rows } = await owner.query<Row>(
				`select slug, id, status, version, to_char(communities.created_at, 'YYYY-MM-DD') as made, name
				from platform.communities join platform.community_schemas using (id)
				where ($1::text is null or status = $1) and slug > $2 order by slug limit $3`,
				[status, call.text('cursor') ?? '', limit + 1],
			);
			const page = rows.slice(0, limit);
			if (page.length === 0) return call.say('no communities');
			const width = Math.max(...page.map(({ slug }) => slug.length));
			for (const row of page) call.say(lineOf(row, width));
			const last = page.at(-1)?.slug ?? '';
			if (rows.length > limit) call.say(`more: --cursor ${last}`);
		}),
};

function lineOf({ slug, id, status, version, made, name }: Row, width: number): string {
	const behind = version < headVersion ? ` (schema ${version} of ${headVersion})` : '';
	return `${slug.padEnd(width)}  c_${id}  ${status.padEnd(8)}  ${made}  ${name}${behind}`;
}
