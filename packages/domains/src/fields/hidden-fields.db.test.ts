import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { wire } from '@kith/kernel/wire';
import { newId } from '@kith/kernel/ids';
import { COMMUNITY_CASES } from '@kith/testing/matrix-cases';
import { procedureAt } from '@kith/testing/matrix-line';
import { ACTORS, createStage, type ActorName, type Stage } from '@kith/testing/matrix-stage';
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

test.for(speaking)('%s tells nobody of a field that is not for them', async ([path, { _def }]) => {
	const changes = _def.type !== 'query';
	const asked = changes ? null : await inputOf(path, await stage.actor('member'));
	await define();
	for (const actor of ACTORS) {
		if (changes) await define();
		const ctx = await stage.actor(actor);
		const answer = await answerOf(path, ctx, changes ? await inputOf(path, ctx) : asked);
		const told = LEVELS.filter((level) => answer.includes(secretOf(level)));
		expect(
			told.filter((level) => !MAY_SEE[actor].includes(level)),
			actor,
		).toEqual([]);
	}
});

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
