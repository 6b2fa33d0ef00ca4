import { afterAll, beforeAll, expect, test } from 'vitest';
import { everyActor, type ActorName } from '@kith/testing/test-actors';
import { createTestCommunity } from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { permissionCatalogue } from '../permissions/permissions.schema.ts';
import { communityCaller } from '../index.ts';
import { DEFAULT_ROLES } from './default-roles.ts';
import { roleNames } from './role-names.ts';

let installation: TestInstallation;
let actors: Awaited<ReturnType<typeof everyActor>>;
beforeAll(async () => {
	installation = await createTestInstallation();
	const here = await createTestCommunity(installation);
	actors = await everyActor(here, await createTestCommunity(installation));
});
afterAll(() => installation.close());

const listFor = async (actor: ActorName) => communityCaller(await actors.as(actor)).roles.list();

test('roles are listed highest first, without the one of visitors', async () => {
	const roles = await listFor('member');
	const ranks = roles.map(({ rank }) => rank);
	expect(ranks).toEqual(ranks.toSorted((one, other) => other - one));
	expect(roles.map(({ key }) => key)).toEqual(
		expect.arrayContaining(['owner', 'admin', 'moderator', 'member']),
	);
	expect(roles.map(({ key }) => key)).not.toContain('guest');
});

test('one gives only roles below their own, and only who manages members gives any', async () => {
	const assignable = async (actor: ActorName) =>
		(await listFor(actor)).filter((role) => role.mayAssign).map(({ rank }) => rank);
	expect(Math.max(...(await assignable('owner')))).toBe(80);
	expect(Math.max(...(await assignable('admin')))).toBe(60);
	expect(await assignable('moderator')).toEqual([]);
	expect(await assignable('member')).toEqual([]);
});

test('visitors of a private community, people waiting and members from elsewhere see no roles', async () => {
	for (const actor of ['anonymous', 'pending', 'foreigner'] as const)
		expect(await outcomeOf(listFor(actor))).toBe('identity.sign_in_needed');
});

test('the roles a community starts with name permissions of the catalogue only', () => {
	const known = new Set<string>(permissionCatalogue);
	for (const { allow } of DEFAULT_ROLES)
		expect(allow.filter((permission) => !known.has(permission))).toEqual([]);
	expect(new Set(DEFAULT_ROLES.map(({ rank }) => rank)).size).toBe(DEFAULT_ROLES.length);
});

test('the roles that every community has are called by the language of the community', async () => {
	const there = await createTestCommunity(installation, { locale: 'de' });
	const { snapshot } = await there.as(null);
	const names = Object.fromEntries(snapshot.roles.map(({ key, name }) => [key, name]));
	expect(names).toMatchObject({ owner: 'Leitung', member: 'Mitglied', guest: 'Gast' });
	for (const locale of ['ar', 'de-AT', 'en', 'es', 'fr', 'ja', 'tlh'])
		expect(Object.keys(roleNames(locale)).toSorted()).toEqual(
			DEFAULT_ROLES.map(({ key }) => key).toSorted(),
		);
});
