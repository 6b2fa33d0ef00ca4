import { sql, type SqlBool } from 'kysely';
import type { CommunityDb } from '@kith/db/handles';
import type { GuidelineRule, GuidelinesInForce, TextKind } from './guidelines.schema.ts';

/** The row that says which version is in force, made when it is not there. */
export const startGuidelines = (
	db: CommunityDb,
	kind: TextKind,
	start: GuidelinesInForce,
	now: Date,
) =>
	db
		.insertInto('settings')
		.values({ key: kind, value: JSON.stringify(start), updatedAt: now })
		.onConflict((conflict) => conflict.doNothing());

export const guidelinesInForce = (db: CommunityDb, kind: TextKind) =>
	db.selectFrom('settings').select('value').where('key', '=', kind);

export const putInForce = (
	db: CommunityDb,
	kind: TextKind,
	inForce: GuidelinesInForce,
	now: Date,
) =>
	db
		.updateTable('settings')
		.set({ value: JSON.stringify(inForce), updatedAt: now, version: sql<number>`version + 1` })
		.where('key', '=', kind);

type NewVersion = {
	kind: TextKind;
	version: number;
	title: string;
	rules: readonly GuidelineRule[];
	changes: string;
	mustAccept: boolean;
	publishedAt: Date;
	publishedBy: string | null;
};

export const insertVersion = (db: CommunityDb, { rules, ...version }: NewVersion) =>
	db.insertInto('guidelines').values({ ...version, rules: JSON.stringify(rules) });

const TEXTS = [
	...([
		'guidelines.version',
		'guidelines.title',
		'guidelines.rules',
		'guidelines.changes',
	] as const),
	'guidelines.publishedAt',
] as const;

export const versionTexts = (db: CommunityDb, kind: TextKind, version: number) =>
	db.selectFrom('guidelines').select(TEXTS).where('kind', '=', kind).where('version', '=', version);

/** The newest versions with who published them and how many of those active now accepted each. */
export const versions = (db: CommunityDb, kind: TextKind, most: number) =>
	db
		.selectFrom('guidelines')
		.leftJoin('members', (join) =>
			join.onRef('members.id', '=', 'guidelines.publishedBy').on('members.status', '!=', 'removed'),
		)
		.select(TEXTS)
		.select(['guidelines.mustAccept', 'members.name as publisher'])
		.select((eb) =>
			sql<number>`(${eb
				.selectFrom('guidelineAcceptances')
				.innerJoin('members as who', 'who.id', 'guidelineAcceptances.memberId')
				.select(sql<number>`count(*)::int`.as('count'))
				.whereRef('guidelineAcceptances.kind', '=', 'guidelines.kind')
				.whereRef('guidelineAcceptances.version', '=', 'guidelines.version')
				.where('who.status', '=', 'active')})`.as('acceptedBy'),
		)
		.where('guidelines.kind', '=', kind)
		.orderBy('guidelines.version', 'desc')
		.limit(most);

/** Idempotent: who said yes once said it then. */
export const insertAcceptance = (
	db: CommunityDb,
	acceptance: { kind: TextKind; version: number; memberId: string; acceptedAt: Date },
) =>
	db
		.insertInto('guidelineAcceptances')
		.values(acceptance)
		.onConflict((conflict) => conflict.doNothing())
		.returning('version');

export const acceptedUpTo = (
	db: CommunityDb,
	memberId: string,
	{ kind, version }: { kind: TextKind; version: number },
) =>
	db
		.updateTable('members')
		.set(kind === 'terms' ? { termsVersion: version } : { guidelinesVersion: version })
		.where('id', '=', memberId);

type List = {
	kind: TextKind;
	version: number | null;
	after: readonly [number, string] | null;
	limit: number;
};

const accepted = (db: CommunityDb, { kind, version }: Pick<List, 'kind' | 'version'>) =>
	db
		.selectFrom('guidelineAcceptances')
		.innerJoin('members', 'members.id', 'guidelineAcceptances.memberId')
		.where('guidelineAcceptances.kind', '=', kind)
		.$if(version !== null, (query) =>
			query.where('guidelineAcceptances.version', '=', version ?? 0),
		);

export const acceptancesCount = (db: CommunityDb, filter: Pick<List, 'kind' | 'version'>) =>
	accepted(db, filter).select((eb) => eb.fn.countAll<string>().as('count'));

/** Acceptances, newest version first; within one in the order of joining. */
export const acceptances = (db: CommunityDb, { after, limit, ...filter }: List) =>
	accepted(db, filter)
		.select(['guidelineAcceptances.version', 'guidelineAcceptances.acceptedAt'])
		.select(['members.id as memberId', 'members.handle', 'members.name'])
		.$if(after !== null, (query) =>
			query.where(
				sql<SqlBool>`(guideline_acceptances.version, guideline_acceptances.member_id) < (${after?.[0]}::int, ${after?.[1]}::uuid)`,
			),
		)
		.orderBy('guidelineAcceptances.version', 'desc')
		.orderBy('guidelineAcceptances.memberId', 'desc')
		.limit(limit + 1);

/** How many members are active, how many of them own the community, and whether the actor is one of the others. */
export const audience = (
	db: CommunityDb,
	{ owner, actorId }: { owner: string; actorId: string },
) => {
	const isOwner = sql<SqlBool>`members.id in (${db
		.selectFrom('memberRoles')
		.select('memberId')
		.where('roleId', '=', owner)})`;
	return db
		.selectFrom('members')
		.select([
			sql<number>`count(*)::int`.as('active'),
			sql<number>`(count(*) filter (where ${isOwner}))::int`.as('owners'),
			sql<boolean>`coalesce(bool_or(members.id = ${actorId} and not ${isOwner}), false)`.as(
				'isInside',
			),
		])
		.where('status', '=', 'active');
};
