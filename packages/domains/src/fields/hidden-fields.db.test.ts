import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { wire } from '@kith/kernel/wire';
import { newId } from '@kith/kernel/ids';
import { COMMUNITY_CASES } from '@kith/testing/matrix-cases';
import { procedureAt } from '@kith/testing/matrix-line';
import { ACTORS, type ActorName } from '@kith/testing/matrix-actors';
import { createStage, type Stage } from '@kith/testing/matrix-stage';
import { fieldFields, outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { saveSetting } from '../communities/index.ts';
import type { CommunityContext } from '../context.ts';
import { communityApi, communityCaller } from '../index.ts';
import { keysOf } from './field-keys.ts';
import type { FieldVisibility, MemberField } from './fields.schema.ts';

const LEVELS = ['public', 'members', 'staff', 'self'] as const;
/** Words that stand nowhere else, so that any answer that holds them tells of the field. */
const SECRETS = { public: 'oboe-in-public', members: 'oboe-among-us', staff: 'oboe-for-staff' };
const secretOf = (level: FieldVisibility) => ({ ...SECRETS, self: 'oboe-for-myself' })[level];
const MAY_SEE: Readonly<Record<ActorName, readonly FieldVisibility[]>> = {
	anonymous: [],
	pending: [],
	foreigner: [],
	suspended: [],
	analyst: [],
	member: ['public', 'members'],
	paid: ['public', 'members'],
	moderator: ['public', 'members'],
	admin: ['public', 'members', 'staff'],
	owner: ['public', 'members', 'staff'],
};

let installation: TestInstallation;
let stage: Stage;
const fields: MemberField[] = LEVELS.map((visibility) => ({
	...{ id: newId(), kind: 'text', ...fieldFields(), visibility, label: `The ${visibility} one` },
	...{ archivedAt: null, version: 1, isFilterable: visibility !== 'self' },
}));
beforeAll(async () => {
	installation = await createTestInstallation();
	stage = await createStage(installation);
	await stage.purchase();
	await define();
	const values = Object.fromEntries(
		fields.map(({ id, visibility }) => [id, [secretOf(visibility)]]),
	);
	await stage.here.db
		.updateTable('members')
		.set({ fields: JSON.stringify(values), fieldKeys: keysOf(fields, values) })
		.where('handle', '=', 'author')
		.execute();
});
afterAll(() => installation.close());

/** Puts the fields back that a procedure may have changed. */
async function define() {
	await saveSetting(stage.here.db, 'fields', fields, new Date()).execute();
	installation.services.snapshots.drop(stage.here.id);
}

const inputOf = (path: string, ctx: CommunityContext): unknown =>
	COMMUNITY_CASES[path]?.input?.(stage, ctx);

async function answerOf(path: string, ctx: CommunityContext, input: unknown): Promise<string> {
	const told = { text: '' };
	await outcomeOf(
		procedureAt(
			communityCaller(ctx),
			path,
		)(input).then((answer) => (told.text = JSON.stringify(wire.serialize(answer)) ?? '')),
	);
	return told.text;
}

type Known = { _def: { type: string; output?: unknown } };
const known = Object.entries(communityApi._def.procedures as unknown as Record<string, Known>);
const isSilent = ({ _def: { output } }: Known) => output instanceof z.ZodVoid;
const speaking = known.flatMap(([path, one]) => (isSilent(one) ? [] : [[path, one] as const]));

test('most procedures that change something answer nothing, which is checked before it leaves', () => {
	expect(speaking.length).toBeGreaterThan(100);
	expect(speaking.length).toBeLessThan(known.length);
});

const ADDRESS = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const IP = /\b(?:\d{1,3}\.){3}\d{1,3}\b/g;
const OF_STRIPE =
	/\b(?:acct|cus|sub|si|pi|ch|in|cs|price|prod|txn|re|dp|evt|pm|seti|po)_[A-Za-z0-9]{6,}/g;
/** Who may read addresses of others: who manages members. Payments are looked after by the same. */
const MANAGERS: readonly ActorName[] = ['admin', 'owner'];

/** What an answer holds of others' addresses, networks and payments. */
function strayIn(answer: string, { viewer, request }: CommunityContext): string[] {
	// Where somebody pays is a page of the vendor's, whose address is for them alone; here the stand-in's, on the platform.
	const shown = answer.replaceAll(/http:\/\/kith\.localhost:4000\/[^"\\\s]*/g, '');
	const found = [ADDRESS, IP, OF_STRIPE].flatMap((kind) => shown.match(kind) ?? []);
	const own = [viewer?.email, request.ip, installation.services.mailFrom];
	return [...new Set(found)].filter((one) => !own.includes(one));
}

test.for(speaking)(
	'%s tells nobody of a field, an address or a payment that is not for them',
	async ([path, { _def }]) => {
		const changes = _def.type !== 'query';
		const asked = changes ? null : await inputOf(path, await stage.lasting('member'));
		await define();
		for (const actor of ACTORS) {
			if (changes) await define();
			const ctx = await (changes ? stage.actor(actor) : stage.lasting(actor));
			const answer = await answerOf(path, ctx, changes ? await inputOf(path, ctx) : asked);
			if (!MANAGERS.includes(actor)) expect(strayIn(answer, ctx), actor).toEqual([]);
			const told = LEVELS.filter((level) => answer.includes(secretOf(level)));
			expect(
				told.filter((level) => !MAY_SEE[actor].includes(level)),
				actor,
			).toEqual([]);
		}
	},
);

test.for(ACTORS)(
	'%s sees of a profile what is theirs to see, and finds by no more',
	async (actor) => {
		await define();
		const ctx = await stage.actor(actor);
		const { members, fields: api } = communityCaller(ctx);
		const seen = MAY_SEE[actor];
		if (seen.length === 0) {
			expect(await outcomeOf(members.profile({ handle: 'author' }))).not.toBe('done');
			expect(await outcomeOf(api.filters())).not.toBe('done');
			return;
		}
		const profile = await members.profile({ handle: 'author' });
		expect(profile.fields.map(({ visibility }) => visibility)).toEqual(seen);
		const { items } = await members.list({ search: 'author' });
		expect(items[0]?.fields.map(({ visibility }) => visibility)).toEqual(seen);
		expect((await api.filters()).map(({ label }) => label)).toEqual(
			seen.map((level) => `The ${level} one`),
		);
		for (const { id: fieldId, visibility } of fields) {
			const search = members.list({ filters: [{ fieldId, values: [secretOf(visibility)] }] });
			if (seen.includes(visibility)) expect((await search).items).toHaveLength(1);
			else expect(await outcomeOf(search)).toBe('fields.not_found');
		}
	},
);

/** The keys of an answer that hold something, of lists those of any item. */
function keysIn(value: unknown, at = ''): string[] {
	if (Array.isArray(value)) return value.flatMap((item) => keysIn(item, `${at}[]`));
	if (value === null) return [];
	if (typeof value !== 'object' || value instanceof Date) return [at];
	return Object.entries(value).flatMap(([key, part]) => keysIn(part, at ? `${at}.${key}` : key));
}

test.for(ACTORS)('what %s is told of a member is what was written down', async (actor) => {
	await define();
	const ctx = await stage.actor(actor);
	const author = stage.here.db.selectFrom('members').select('id').where('handle', '=', 'author');
	const { id: memberId } = await author.executeTakeFirstOrThrow();
	const { members, roster, notes } = communityCaller(ctx);
	const asked = {
		'members.profile': () => members.profile({ handle: 'author' }),
		'members.list': () => members.list({ search: 'author' }),
		'roster.get': () => roster.get({ memberId }),
		'roster.list': () => roster.list({ filter: { search: 'author' } }),
		// What happened to them differs; who may know it does not.
		'notes.timeline': () => notes.timeline({ memberId }).then(() => null),
	};
	const told: Record<string, string[]> = {};
	for (const [path, ask] of Object.entries(asked)) {
		const keys = await ask().then(keysIn, (error: Error) => [`refused: ${error.message}`]);
		told[path] = [...new Set(keys)].toSorted((one, other) => one.localeCompare(other));
	}
	expect(told).toMatchSnapshot();
});

test('a member sees all of their own', async () => {
	await define();
	const { db } = stage.here;
	const author = await db
		.selectFrom('members')
		.innerJoin('authUsers', 'authUsers.id', 'members.userId')
		.select(['members.id as memberId', 'authUsers.id as userId', 'authUsers.email', 'members.name'])
		.where('handle', '=', 'author')
		.executeTakeFirstOrThrow();
	const profile = await communityCaller(await stage.here.as(author)).members.profile({
		handle: 'author',
	});
	expect(profile.fields.map(({ values }) => values)).toEqual(LEVELS.map((one) => [secretOf(one)]));
});

test('where visitors may see members they see what is public', async () => {
	await define();
	const { db } = stage.here;
	await saveSetting(db, 'access', { visibility: 'public', join: 'open' }, new Date()).execute();
	await db
		.updateTable('roles')
		.set({ permissions: sql`permissions || '{"members:read": "allow"}'` })
		.where('key', '=', 'guest')
		.execute();
	installation.services.snapshots.drop(stage.here.id);
	const { members, fields: api } = communityCaller(await stage.here.as(null));
	const profile = await members.profile({ handle: 'author' });
	expect(profile.fields.map(({ visibility }) => visibility)).toEqual(['public']);
	expect((await api.filters()).map(({ label }) => label)).toEqual(['The public one']);
});
