import * as z from 'zod';
import { AppError, InvalidError } from '@kith/kernel/errors';
import { PostFiling } from '../filing/filing.schema.ts';
import { Source } from '../grants/grants.schema.ts';
import { GuidelineRule, MOST_SECTIONS } from '../guidelines/guidelines.schema.ts';
import { Link, Steps } from '../gamification/challenges.schema.ts';
import { isPlayable, plainName, storageKeyOf } from '../media/index.ts';
import { Holds } from '../gamification/awards.schema.ts';
import { RichText } from '../rich-text/rich-text.schema.ts';
import { Benefits, Entitlements, OtherCurrencies } from '../tiers/tiers.schema.ts';
import { Labels } from '../roster/labels.schema.ts';
import { isStorable } from '../storable.ts';
import { checkSetting, checkSite } from './check-setting.ts';
import { LEFT_OUT_SETTINGS } from './contents.ts';

export type Row = Record<string, unknown>;
type Check = (row: Row, communityId: string) => unknown;

const MOST_DATA = 200_000;
const ACTIVE = /^[\s\p{C}]*(?:javascript|vbscript|data|file):/iu;
const Words = z.record(z.string().regex(/^[a-z_]+:[a-z_]+$/), z.enum(['allow', 'deny']));
const Overrides = z.record(z.uuid(), Words);
const Rules = z.array(GuidelineRule).min(1).max(MOST_SECTIONS);

const withBody: Check = (row) => RichText.parse(row['body']);
/** Archives of earlier versions name the connection instead. */
const withSource: Check = (row) => !('source' in row) || Source.parse(row['source']);
const withOverrides: Check = (row) => Overrides.parse(row['overrides']);

/** What the schema of the database cannot say of a row. A check may put right what it finds. */
const CHECKS: Readonly<Record<string, Check>> = {
	comments: withBody,
	drafts: withBody,
	posts: (row) => {
		withBody(row, '');
		// Archives of earlier versions hold none.
		PostFiling.nullish().parse(row['filing']);
	},
	submissions: withBody,
	history: (row) => row['body'] === null || RichText.parse(row['body']),
	guidelines: (row) => Rules.parse(row['rules']),
	roles: (row) => Words.parse(row['permissions']),
	member_roles: withSource,
	scoped_roles: withSource,
	space_members: withSource,
	spaces: withOverrides,
	space_groups: withOverrides,
	memberships: (row) => {
		// Its payments do not come along: what is paid for goes on to the end of that.
		if (row['source'] === 'purchase') row['ends_at'] ??= row['current_period_end'];
	},
	challenges: (row) => Steps.parse(row['steps']),
	challenge_evidence: (row) => Link.parse(row['url']),
	prices: (row) => OtherCurrencies.parse(row['other_currencies']),
	tiers: (row) => {
		Benefits.parse(row['benefits']);
		Entitlements.parse(row['entitlements']);
	},
	scores: (row) => Holds.parse(row['holds'] ?? []),
	links: (row) =>
		z
			.httpUrl()
			.or(z.url({ protocol: /^https?$/ }))
			.parse(row['url']),
	members: (row) => {
		withOverrides(row, '');
		// Archives of earlier versions hold none.
		if ('labels' in row) Labels.parse(row['labels']);
		const told = JSON.stringify(row['fields']);
		if (textsIn(row['fields']).some((text) => ACTIVE.test(text)) || told.length > MOST_DATA)
			throw new InvalidError('archives.bad_row');
	},
	auth_users: (row) => {
		row['email'] = z.email().max(254).parse(row['email']).toLowerCase();
	},
	settings: async (row) => {
		const key = String(row['key']);
		if (LEFT_OUT_SETTINGS.has(key)) throw new InvalidError('archives.bad_row');
		row['value'] = await checkSetting(key, row['value']);
	},
	look_versions: (row) => {
		row['site'] = checkSite(row['site']);
	},
	files: (row, communityId) => {
		const { kind, mime } = z.object({ kind: z.string(), mime: z.string() }).parse(row);
		const isPicture = kind === 'picture' && mime === 'image/webp';
		if (row['state'] !== 'ready' || (!isPicture && (isPlayable(mime) ?? 'file') !== kind))
			throw new InvalidError('archives.bad_row');
		row['name'] = plainName(String(row['name']), 'file');
		row['storage_key'] = storageKeyOf(communityId, z.uuid().parse(row['id']));
	},
};

/** A row of an archive that may be kept, put right where that is called for. Throws `archives.bad_row`. */
export async function checkRow(
	{
		table,
		columns,
		communityId,
	}: { table: string; columns: ReadonlySet<string>; communityId: string },
	line: string,
): Promise<Row> {
	try {
		const row = z.record(z.string(), z.unknown()).parse(JSON.parse(line));
		const keys = Object.keys(row);
		if (keys.length !== columns.size || keys.some((key) => !columns.has(key)))
			throw new InvalidError('archives.strange_column', { table });
		if (!isStorable(row)) throw new InvalidError('archives.bad_row');
		await CHECKS[table]?.(row, communityId);
		return row;
	} catch (error) {
		if (error instanceof AppError && error.code === 'archives.strange_column') throw error;
		throw new InvalidError('archives.bad_row', { table });
	}
}

function textsIn(value: unknown): string[] {
	const [waiting, texts]: [unknown[], string[]] = [[value], []];
	while (waiting.length > 0) {
		const part = waiting.pop();
		if (typeof part === 'string') texts.push(part);
		else if (typeof part === 'object' && part !== null) waiting.push(...Object.values(part));
	}
	return texts;
}
