import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { fieldFields, outcomeOf, spaceFields, tagFields } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { communityCaller } from '../index.ts';
import { ensureMember } from '../members/index.ts';
import type { Plan } from './imports.schema.ts';
import { receiveList } from './receive-list.ts';
import { runImport } from './run-import.ts';

let installation: TestInstallation;
let here: TestCommunity;
let admin: Awaited<ReturnType<TestCommunity['member']>>;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation, {
		access: { visibility: 'private', join: 'invite' },
	});
	admin = await here.member('admin', 'Ada');
});
afterAll(() => installation.close());

const api = async (who = admin) => communityCaller(await here.as(who));
const receive = async (text: string) =>
	receiveList(await here.as(admin), { bytes: new TextEncoder().encode(text), name: 'list.csv' });
const run = (importId: string) =>
	runImport(installation.services, { communityId: here.id, importId });
const planOf = (targets: Plan['targets'], change: Partial<Plan> = {}): Plan => ({
	...{ targets, existing: 'skip', invites: false, ...change },
});
const byEmail = (email: string) =>
	here.db
		.selectFrom('members')
		.innerJoin('authUsers', 'authUsers.id', 'members.userId')
		.selectAll('members')
		.where('authUsers.email', '=', email)
		.executeTakeFirst();

test('five thousand rows with three of a hundred bad: told before, brought in once, also when interrupted', async () => {
	const lines = Array.from({ length: 5000 }, (_, at) => {
		if (at % 100 === 10) return `Bad ${at},not an address`;
		if (at % 100 === 20) return `Bad ${at},`;
		if (at % 100 === 30) return `Twin ${at},person${at - 1}@list.example`;
		return `Person ${at},person${at}@list.example`;
	});
	const { importId } = await receive(`Name,Email\n${lines.join('\n')}\n`);
	const { imports, roster } = await api();
	const draft = await imports.get({ importId });
	expect(draft).toMatchObject({ rows: 5000, state: 'draft', plan: { targets: ['name', 'email'] } });
	expect(await outcomeOf(imports.start({ importId }))).toBe('imports.not_checked');
	const report = await imports.check({ importId, plan: draft.plan });
	expect(report).toMatchObject({
		...{ fresh: 4850, existing: 0, bad: 150 },
		problems: { bad_email: 50, no_email: 50, twice: 50 },
	});
	expect(report.first[0]).toEqual({
		...{ row: 12, problem: 'bad_email', column: 'Email', value: 'not an address' },
	});
	const problems = await imports.problems({ importId, limit: 100 });
	expect(problems.items).toHaveLength(100);
	expect(problems.nextCursor).not.toBeNull();
	expect(await roster.count({ filter: { states: ['staged'] } })).toEqual({ count: 0 });
	await imports.start({ importId });
	await imports.start({ importId });
	// Two processes at once, as after a take-over: each page is one's or the other's.
	const outcomes = await Promise.all([outcomeOf(run(importId)), outcomeOf(run(importId))]);
	expect(outcomes).toContain('done');
	await run(importId);
	expect(await imports.get({ importId })).toMatchObject({
		...{ state: 'done', done: 5000, results: { added: 4850, bad: 150, updated: 0, skipped: 0 } },
	});
	expect(await roster.count({ filter: { states: ['staged'] } })).toEqual({ count: 4850 });
	expect(await installation.mailbox.list({ to: 'person1@list.example' })).toEqual([]);
});

test('a page that fails leaves nothing of it behind, and the next run goes on there', async () => {
	const lines = Array.from({ length: 700 }, (_, at) => `page${at}@fail.example`);
	const { importId } = await receive(`Email\n${lines.join('\n')}\n`);
	const { imports, roster } = await api();
	await imports.check({ importId, plan: planOf(['email']) });
	await imports.start({ importId });
	const { pool } = { pool: installation.owner };
	await pool.query(
		`alter table c_${here.id}.members add constraint no_last check (handle <> 'page650')`,
	);
	await expect(run(importId)).rejects.toThrow();
	expect(await imports.get({ importId })).toMatchObject({ state: 'running', done: 500 });
	const filter = { search: 'page', states: ['staged' as const] };
	expect(await roster.count({ filter })).toEqual({ count: 500 });
	await pool.query(`alter table c_${here.id}.members drop constraint no_last`);
	await run(importId);
	expect(await roster.count({ filter })).toEqual({ count: 700 });
});

test('roles, spaces, tags and fields come along; who is staged claims it by signing in', async () => {
	const voice = { kind: 'text' as const, ...fieldFields(), label: 'Voice' };
	const { fieldId } = await (await api()).fields.create(voice);
	const founder = communityCaller(await here.as(await founderOf(here)));
	const boards = await founder.spaces.create({ ...spaceFields(), name: 'Board Room' });
	const hall = await founder.spaces.create({ ...spaceFields(), visibility: 'private' });
	const { slug } =
		(await here.as(admin)).snapshot.spaces.find(({ id }) => id === hall.spaceId) ?? {};
	const bach = await founder.tags.create({ id: newId(), ...tagFields('Bach Cantatas') });
	const jazz = await founder.tags.create({ id: newId(), ...tagFields('Jazz') });
	const list = [
		'Mail;Name;Role;Voice;Since;Rooms;Topics',
		`zoe@example.org;Zoë Ünal;Moderator;Alto;01.03.2021;board room | ${slug};bach cantatas, Jazz`,
		'up@example.org;Up;Admin;;;;',
		'who@example.org;Who;Nosuch;;;;',
		'when@example.org;When;;;tomorrow;;',
		'where@example.org;Where;;;;Board Room, Attic;',
		'what@example.org;What;;;;;Jazz, Polka',
		`${admin.email};Me;;;;;`,
	].join('\n');
	const { imports } = await api();
	const { importId } = await receive(list);
	const plan = planOf([
		...(['email', 'name', 'roles', `field:${fieldId}`, 'joined', 'spaces', 'tags'] as const),
	]);
	const report = await imports.check({ importId, plan });
	expect(report.first.map(({ problem }) => problem).toSorted()).toEqual([
		...['above', 'bad_date', 'role_above', 'role_unknown', 'space_unknown', 'tag_unknown'],
	]);
	expect(report.first.filter(({ column }) => ['Rooms', 'Topics'].includes(column ?? ''))).toEqual([
		{ row: 6, problem: 'space_unknown', column: 'Rooms', value: 'Board Room, Attic' },
		{ row: 7, problem: 'tag_unknown', column: 'Topics', value: 'Jazz, Polka' },
	]);
	await imports.start({ importId });
	await run(importId);
	for (const email of ['where@example.org', 'what@example.org'])
		expect(await byEmail(email)).toBeUndefined();
	const staged = await byEmail('zoe@example.org');
	expect(staged).toMatchObject({ status: 'staged', name: 'Zoë Ünal', handle: 'zoe-unal' });
	const shown = await (await api()).members.list({ search: 'zoe' });
	expect(shown.items).toEqual([]);
	const ctx = await here.as(null);
	const place = {
		services: installation.services,
		community: here.community,
		snapshot: ctx.snapshot,
	};
	const person = { userId: staged?.userId ?? '', email: 'zoe@example.org', name: 'Zoë' };
	const member = await ensureMember(place, person, null);
	expect(member?.status).toBe('active');
	const moderator = ctx.snapshot.roles.find(({ key }) => key === 'moderator');
	expect(member?.roleIds).toEqual([moderator?.id]);
	const claimed = await byEmail('zoe@example.org');
	expect(claimed?.joinedAt.toISOString().slice(0, 10)).toBe('2021-03-01');
	expect(claimed?.fields).toEqual({ [fieldId]: ['Alto'] });
	const zoe = { memberId: claimed?.id ?? '', userId: claimed?.userId ?? '' };
	const { grants } = await here.as({ ...zoe, email: person.email } as typeof admin);
	expect(grants.spaces.readable).toContain(hall.spaceId);
	expect(grants.spaces.readable).toContain(boards.spaceId);
	const { memberId } = zoe;
	const letIn = here.db
		.selectFrom('spaceMembers')
		.select('spaceId')
		.where('memberId', '=', memberId);
	expect(await letIn.execute()).toEqual([{ spaceId: hall.spaceId }]);
	const follows = here.db.selectFrom('tagFollows').select('tagId').where('memberId', '=', memberId);
	expect((await follows.execute()).map(({ tagId }) => tagId).toSorted()).toEqual(
		[bach.tagId, jazz.tagId].toSorted(),
	);
});

test('who is there already is left alone or filled in, as was chosen; the silence can be broken by an invitation', async () => {
	const ann = await here.member('member', 'Ann');
	const home = { kind: 'text' as const, ...fieldFields(), label: 'City' };
	const { fieldId } = await (await api()).fields.create(home);
	const { imports } = await api();
	const list = `Mail,City\n${ann.email},Bern\nnew@invited.example,Basel\n`;
	for (const existing of ['skip', 'update'] as const) {
		const { importId } = await receive(list);
		const plan = planOf(['email', `field:${fieldId}`], { existing, invites: true });
		await imports.check({ importId, plan });
		await imports.start({ importId });
		await run(importId);
		const { results } = await imports.get({ importId });
		const isSkip = existing === 'skip';
		expect(results).toMatchObject({ skipped: isSkip ? 1 : 0, updated: isSkip ? 0 : 2 });
		const city = Object(await byEmail(ann.email)).fields[fieldId];
		expect(city).toEqual(isSkip ? undefined : ['Bern']);
	}
	const invited = here.db.selectFrom('invitations').select('email').where('email', 'like', 'new@%');
	expect(await invited.execute()).toEqual([{ email: 'new@invited.example' }]);
});

test('nobody lets others by a list into a private space that they do not run', async () => {
	const owner = communityCaller(await here.as(await founderOf(here)));
	const { spaceId } = await owner.spaces.create({
		...{ ...spaceFields(), name: 'Vault', visibility: 'private' },
	});
	const less = await here.member('admin', 'Lee');
	const denied = { 'spaces:manage': 'deny' } as const;
	const role = { id: newId(), name: 'No spaces', permissions: denied };
	await owner.roles.create(role);
	await owner.roles.give({ memberId: less.memberId, roleId: role.id, spaceId: null });
	const { importId } = await receive('email,rooms\nin@vault.example,Vault\n');
	const plan = planOf(['email', 'spaces']);
	const byLess = (await api(less)).imports;
	expect((await byLess.check({ importId, plan })).problems).toEqual({ space_unknown: 1 });
	await (await api()).imports.check({ importId, plan });
	await byLess.start({ importId });
	await run(importId);
	expect(await byEmail('in@vault.example')).toBeUndefined();
	const inside = here.db.selectFrom('spaceMembers').select('memberId');
	expect(await inside.where('spaceId', '=', spaceId).execute()).toEqual([]);
});

test('nobody without the right brings anybody in, and a list is of its community alone', async () => {
	const keeper = await here.member('moderator', 'Mo');
	const attempt = receiveList(await here.as(keeper), { bytes: new Uint8Array([97]), name: 'x' });
	await expect(attempt).rejects.toMatchObject({ code: 'permissions.denied' });
	const { importId } = await receive('email\na@example.org\n');
	const elsewhere = await createTestCommunity(installation);
	const other = communityCaller(await elsewhere.as(await elsewhere.member('admin', 'Eve')));
	expect(await outcomeOf(other.imports.get({ importId }))).toBe('imports.not_found');
	const plan = planOf(['ignore']);
	const { imports } = await api();
	expect(await outcomeOf(imports.check({ importId, plan }))).toBe('imports.no_email_column');
});
