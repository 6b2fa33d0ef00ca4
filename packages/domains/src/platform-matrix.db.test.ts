import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import {
	accountCases,
	matrixLine,
	outcomeAt,
	signInCases,
	type Permitted,
} from '@kith/testing/matrix-line';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { asStaff, createTestStaff } from '@kith/testing/test-staff';
import { platformApi, platformCaller } from './index.ts';
import { startSignup } from './signups/read-signup.ts';
import { chooseCommunity } from './signups/choose-community.ts';

let installation: TestInstallation;
let here: TestCommunity;
let there: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	there = await createTestCommunity(installation);
});
afterAll(() => installation.close());

const ACTORS = ['anonymous', 'foreigner', 'owner'] as const;
type Actor = (typeof ACTORS)[number];
type Stage = { signupId: string };
type Case = Permitted<Actor> & { input?: (stage: Stage) => unknown };

const EVERYONE = ACTORS;
const SIGNED_IN = ['foreigner', 'owner'] as const;
const OWNER = ['owner'] as const;
const look = {
	...{ brand: '#0f766e', font: 'inter', radius: 'medium', density: 'compact', logoFileId: null },
};
const access = { visibility: 'private', join: 'open' };
const choice = ({ signupId }: Stage) => ({
	...{ signupId, name: 'Acme', slug: `acme-${newId().slice(-10)}` },
	...{ template: 'gaming', locale: 'en' as const },
});

const ours = () => ({ organizationId: here.community.organizationId });
const offer = () => ({
	...{ ...ours(), email: `${newId()}@example.org`, inviterBecomes: 'admin' as const },
});

const pro = () => ({ ...ours(), plan: 'pro' as const, interval: 'month' as const });

async function colleague() {
	const { staffId } = await createTestStaff(installation);
	const row = { ...ours(), staffId, role: 'analyst' };
	await installation.services.platform.insertInto('organizationStaff').values(row).execute();
	return { ...ours(), staffId };
}

/** An archive that the owner brings in; not more of them at once than there may be. */
async function anImport() {
	const open = installation.services.platform.updateTable('archives').set({ state: 'expired' });
	await open.where('kind', '=', 'import').execute();
	const owner = await asStaff(installation, here.staffId);
	return platformCaller(owner).archives.beginImport({ ...ours(), name: 'a.tar.gz', bytes: 10 });
}

/** For every procedure of the platform: who may call it on the owner's things, and a valid input. */
const CASES: Readonly<Record<string, Case>> = {
	'archives.closing': { allowed: OWNER, input: () => ({ communityId: here.id }) },
	'archives.exports': { allowed: OWNER, input: () => ({ communityId: here.id }) },
	'archives.requestExport': { allowed: OWNER, input: () => ({ communityId: here.id }) },
	'archives.imports': { allowed: OWNER, input: ours },
	'archives.beginImport': {
		...{ allowed: OWNER },
		input: () => ({ ...ours(), name: 'a.tar.gz', bytes: 10 }),
	},
	'archives.import': { allowed: OWNER, input: anImport },
	'archives.load': {
		...{ allowed: OWNER, outcome: 'archives.not_checked' },
		input: async () => ({ ...(await anImport()), name: 'Acme', slug: 'acme-again' }),
	},
	'archives.discard': { allowed: OWNER, input: anImport },
	'archives.close': {
		...{ allowed: OWNER, outcome: 'archives.other_address' },
		input: () => ({ communityId: here.id, address: 'another' }),
	},
	'archives.keep': {
		...{ allowed: OWNER, outcome: 'archives.not_closed' },
		input: () => ({ communityId: here.id }),
	},
	'merging.merge': {
		...{ allowed: OWNER, outcome: 'members.not_found' },
		input: () => ({ communityId: here.id, memberId: newId(), intoId: newId(), handle: 'anna' }),
	},
	'identity.me': { allowed: EVERYONE },
	...signInCases(EVERYONE),
	...accountCases(SIGNED_IN),
	'organizations.communities': { allowed: SIGNED_IN },
	'organizations.team': { allowed: OWNER, input: ours },
	'organizations.activity': { allowed: OWNER, input: ours },
	'organizations.inviteStaff': {
		...{ allowed: OWNER },
		input: () => ({ ...ours(), email: `${newId()}@example.org`, role: 'admin' }),
	},
	'organizations.revokeInvitation': {
		...{ allowed: OWNER },
		input: async () => {
			const input = { ...ours(), email: `${newId()}@example.org`, role: 'billing' as const };
			const owner = await asStaff(installation, here.staffId);
			return { ...ours(), ...(await platformCaller(owner).organizations.inviteStaff(input)) };
		},
	},
	'organizations.invitation': { allowed: EVERYONE, input: () => ({ token: 'made up' }) },
	'organizations.acceptInvitation': {
		...{ allowed: SIGNED_IN, input: () => ({ token: 'made up' }) },
		outcome: 'organizations.invitation_used',
	},
	'organizations.setStaffRole': {
		...{ allowed: OWNER },
		input: async () => ({ ...(await colleague()), role: 'billing' }),
	},
	'organizations.removeStaff': { allowed: OWNER, input: () => colleague() },
	'organizations.find': { allowed: SIGNED_IN, input: () => ({}) },
	'organizations.get': { allowed: OWNER, input: ours },
	'organizations.update': {
		...{ allowed: OWNER },
		input: () => ({
			...{ ...ours(), name: 'Renamed', contactEmail: null },
			...{ locale: 'de', timeZone: 'Europe/Berlin' },
		}),
	},
	'organizations.delete': {
		...{ allowed: OWNER, input: ours },
		outcome: 'organizations.has_communities',
	},
	'organizations.offerOwnership': { allowed: OWNER, input: offer },
	'organizations.withdrawOwnership': {
		...{ allowed: OWNER },
		input: async () => {
			const owner = await asStaff(installation, here.staffId);
			const { organizations } = platformCaller(owner);
			const open = (await organizations.get(ours())).handover?.offer;
			const { invitationId } = open
				? { invitationId: open.id }
				: await organizations.offerOwnership(offer());
			return { ...ours(), invitationId };
		},
	},
	'organizations.acceptOwnership': {
		...{ allowed: SIGNED_IN, input: () => ({ token: 'made up' }) },
		outcome: 'organizations.offer_gone',
	},
	'organizations.declineInvitation': {
		...{ allowed: SIGNED_IN, input: () => ({ token: 'made up' }) },
		outcome: 'organizations.invitation_used',
	},
	'organizations.enter': { allowed: OWNER, input: () => ({ communityId: here.id, next: '/' }) },
	'plans.current': { allowed: OWNER, input: ours },
	'plans.readAgain': { allowed: OWNER, input: ours },
	'plans.preview': { allowed: OWNER, input: pro },
	'plans.checkOut': { allowed: OWNER, input: pro },
	'plans.change': {
		...{ allowed: OWNER, outcome: 'plans.none' },
		input: () => ({ ...pro(), at: null }),
	},
	'plans.cancel': {
		...{ allowed: OWNER, outcome: 'plans.none' },
		input: () => ({ ...ours(), reason: null, comment: '' }),
	},
	'plans.keep': { allowed: OWNER, input: ours, outcome: 'plans.none' },
	'plans.invoices': { allowed: OWNER, input: ours },
	'plans.openPortal': { allowed: OWNER, input: ours },
	'signups.templates': { allowed: EVERYONE, input: () => ({ locale: 'en' }) },
	'signups.current': { allowed: SIGNED_IN },
	'signups.start': { allowed: SIGNED_IN },
	'signups.get': { allowed: OWNER, input: ({ signupId }) => ({ signupId }) },
	'signups.checkSlug': { allowed: SIGNED_IN, input: () => ({ slug: 'orchard' }) },
	'signups.chooseCommunity': { allowed: OWNER, input: choice },
	'signups.tryLook': { allowed: OWNER, input: ({ signupId }) => ({ signupId, look }) },
	'signups.chooseLook': { allowed: OWNER, input: ({ signupId }) => ({ signupId, look }) },
	'signups.chooseAccess': {
		...{ allowed: OWNER },
		input: ({ signupId }) => ({ signupId, access, invites: [] }),
	},
	'signups.goLive': { allowed: OWNER, input: ({ signupId }) => ({ signupId }) },
};

const paths = Object.keys(platformApi._def.procedures);

/** A sign-up of the owner's, with a community in setup. */
async function createStage(): Promise<Stage> {
	const ctx = await asStaff(installation, here.staffId);
	const { id: signupId } = await startSignup(ctx);
	await chooseCommunity(ctx, choice({ signupId }));
	return { signupId };
}

async function call(path: string, actor: Actor): Promise<string> {
	const input: unknown = await CASES[path]?.input?.(await createStage());
	const staffId = { anonymous: null, foreigner: there.staffId, owner: here.staffId }[actor];
	return outcomeAt(platformCaller(await asStaff(installation, staffId)), path, input);
}

test('every procedure of the platform has its line in the table, and the table no other', () => {
	expect(Object.keys(CASES).toSorted()).toEqual(paths.toSorted());
});

test.for(paths)('%s lets in who it should, and nobody else', async (path) => {
	const wanted = CASES[path];
	if (!wanted) throw new Error(`${path} is missing in the table`);
	const { found, expected } = await matrixLine(wanted, ACTORS, (actor) => call(path, actor));
	expect(found).toEqual(expected);
});

test('somebody who works for nobody runs nothing', async () => {
	const { staffId } = await createTestStaff(installation);
	const api = platformCaller(await asStaff(installation, staffId));
	expect(await api.organizations.communities()).toEqual([]);
	expect(await outcomeOf(api.organizations.enter({ communityId: here.id, next: '/' }))).toBe(
		'permissions.denied',
	);
});
