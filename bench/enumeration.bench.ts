import { communityCaller, platformCaller } from '@kith/domains';
import { createCommunityContext } from '@kith/domains/create-context';
import { hashPassword } from '@kith/domains/identity';
import { addSeconds } from '@kith/kernel/clock';
import { hashToken, newId } from '@kith/kernel/ids';
import { openTestServer } from '@kith/testing/global-setup';
import {
	createTestCommunity,
	type TestCommunity,
	type TestMember,
} from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { asStaff, createTestStaff, employ, openBrowser } from '@kith/testing/test-staff';
import { founderOf } from '@kith/testing/test-actors';
import { mannWhitney } from './mann-whitney.ts';
import { printTable, quantile, timeOnce, type Row } from './measure.ts';
import type { Settings } from './settings.ts';

const TRIES = { some: 200, full: 1_000 };
const LIKELY = 0.01;

type Flow = {
	what: string;
	/** Makes an address that is known in the way that could show. */
	known: () => Promise<string>;
	/** What is done with an address; only what this gives is timed. */
	ready: (email: string) => Promise<() => Promise<unknown>>;
};

/** Whether the time of an answer tells if an address is known: every way that takes one, known and unknown by turns. */
export async function bench({ full }: Settings): Promise<void> {
	const server = await openTestServer();
	const installation = await createTestInstallation(server.url);
	try {
		const here = await createTestCommunity(installation);
		const rows: Row[] = [];
		for (const flow of await flowsOf(installation, here))
			rows.push(await compare(flow, full ? TRIES.full : TRIES.some));
		printTable('Known and unknown addresses', rows);
	} finally {
		await installation.close();
		await server.close();
	}
}

/** A refusal is an answer like any other; one for coming too often would be as fast for everybody. */
function refuseLimits(error: unknown): void {
	const { message } = error as Error;
	if (!message.startsWith('identity.bad_')) throw error;
}

const stranger = () => `${newId()}@example.org`;

async function compare({ what, known, ready }: Flow, tries: number): Promise<Row> {
	const took = { known: [] as number[], unknown: [] as number[] };
	const once = async (whom: 'known' | 'unknown') => {
		// Made for a stranger's turn as well: what was done just before shows in what comes next.
		const somebody = await known();
		const verb = await ready(whom === 'known' ? somebody : stranger());
		return timeOnce(() => verb().catch(refuseLimits));
	};
	for (const whom of ['known', 'unknown', 'known', 'unknown'] as const) await once(whom);
	for (let round = 0; round < tries; round++) {
		const turns = round % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const);
		for (const whom of turns) took[whom].push(await once(whom));
	}
	const [of, beside] = [quantile(took.known, 0.5), quantile(took.unknown, 0.5)];
	const likely = mannWhitney(took.known, took.unknown);
	return {
		...{ what: `${what}, p = ${likely.toFixed(3)}`, value: `${of.toFixed(2)} ms` },
		...{ ratio: `${(of / beside).toFixed(3)}x unknown`, target: `p > ${LIKELY}` },
		met: likely > LIKELY,
	};
}

async function flowsOf(installation: TestInstallation, here: TestCommunity): Promise<Flow[]> {
	const { services } = installation;
	const owner = communityCaller(await here.as(await founderOf(here)));
	await owner.communities.updateSignIn({ password: true, passkey: true, captcha: 'off' });
	services.snapshots.drop(here.id);
	const door = async () =>
		communityCaller(await createCommunityContext(services, here.community, openBrowser()));
	const platform = async () => platformCaller(await asStaff(installation, null));
	const password = await hashPassword('the right password');

	async function member(): Promise<string> {
		return (await somebody()).email;
	}
	const somebody = () => here.member('member', `Member ${newId().slice(-12)}`);
	async function memberWithPassword(): Promise<string> {
		const { email, userId } = await somebody();
		const account = { id: newId(), userId, accountId: userId, providerId: 'credential', password };
		await here.db.insertInto('authAccounts').values(account).execute();
		return email;
	}
	const staff = async () => (await createTestStaff(installation)).email;
	async function staffWithPassword(): Promise<string> {
		const { staffId: userId, email } = await createTestStaff(installation);
		const account = { id: newId(), userId, accountId: userId, providerId: 'credential', password };
		await services.platform.insertInto('authAccounts').values(account).execute();
		return email;
	}
	const guess = { password: 'a guess' };
	return [
		{
			...{ what: 'a member asks for a code, to sign in, to join or for a lost password' },
			known: member,
			ready: async (email) => {
				const { identity } = await door();
				return () => identity.requestCode({ email });
			},
		},
		{
			...{ what: 'a wrong code after one was sent', known: member },
			ready: async (email) => {
				await (await door()).identity.requestCode({ email });
				const { identity } = await door();
				return () => identity.signInWithCode({ email, code: '000000' });
			},
		},
		{
			...{ what: 'a wrong password of who has one', known: memberWithPassword },
			ready: async (email) => {
				const { identity } = await door();
				return () => identity.signInWithPassword({ email, ...guess });
			},
		},
		{
			...{ what: 'a password of who has none', known: member },
			ready: async (email) => {
				const { identity } = await door();
				return () => identity.signInWithPassword({ email, ...guess });
			},
		},
		{
			...{ what: 'staff ask for a code, to sign in or to sign up', known: staff },
			ready: async (email) => {
				const { identity } = await platform();
				return () => identity.requestCode({ email });
			},
		},
		{
			...{ what: 'a wrong code of staff', known: staff },
			ready: async (email) => {
				await (await platform()).identity.requestCode({ email });
				const { identity } = await platform();
				return () => identity.signInWithCode({ email, code: '000000' });
			},
		},
		{
			...{ what: 'a wrong password of staff', known: staffWithPassword },
			ready: async (email) => {
				const { identity } = await platform();
				return () => identity.signInWithPassword({ email, ...guess });
			},
		},
		{
			...{ what: 'an organization invites who has an account elsewhere', known: staff },
			ready: invitingBy(installation),
		},
		...(await moves(installation)),
		...invitations(installation),
	];
}

/** Members who want another address, each from a network of their own. */
async function moves(installation: TestInstallation): Promise<Flow[]> {
	const here = await createTestCommunity(installation);
	const somebody = () => here.member('member', `Member ${newId().slice(-12)}`);
	const known = async () => (await somebody()).email;
	const mover = async () => {
		const { ip } = openBrowser();
		return communityCaller(await here.as(await somebody(), { ip })).identity;
	};
	return [
		{
			...{ what: 'a member wants another address', known },
			ready: async (email) => {
				const identity = await mover();
				return () => identity.requestAddress({ email });
			},
		},
		{
			...{ what: 'a wrong code for another address', known },
			ready: async (email) => {
				const identity = await mover();
				await identity.requestAddress({ email });
				return () => identity.changeAddress({ code: '000000' });
			},
		},
	];
}

/** A community's invitations, by a member who may invite and sees no addresses. */
function invitations(installation: TestInstallation): Flow[] {
	const places = placesToInviteTo(installation);
	const member = async () => {
		const { here } = await places(1);
		return (await here.member('member', `Member ${newId().slice(-12)}`)).email;
	};
	const account = async () => {
		const { here } = await places(1);
		return (await here.person(`${newId()}@example.org`, 'Somebody')).email;
	};
	const inviting: Flow['ready'] = async (email) => {
		const { here, inviter } = await places();
		const { members } = communityCaller(await here.as(inviter));
		return () => members.invite({ emails: [email], roleKey: 'member' });
	};
	/** With an invitation to that address in hand, as its mail brings it. */
	const holding = async (email: string) => {
		const { here } = await places();
		const [tokenHash, token] = [hashToken(email), email];
		const role = here.db.selectFrom('roles').select('id').where('key', '=', 'member');
		const { id: roleId } = await role.executeTakeFirstOrThrow();
		const expiresAt = addSeconds(installation.services.clock.now(), 86_400);
		await here.db
			.insertInto('invitations')
			.values({ id: newId(), email, roleId, tokenHash, expiresAt, newcomersOnly: true })
			.execute();
		const ctx = createCommunityContext(installation.services, here.community, openBrowser());
		return { token, visitor: communityCaller(await ctx) };
	};
	return [
		{ what: 'a member invites a member', known: member, ready: inviting },
		{
			what: 'a member invites who has an account and is no member',
			known: account,
			ready: inviting,
		},
		{
			...{ what: 'the page of an invitation', known: member },
			ready: async (email) => {
				const { token, visitor } = await holding(email);
				return () => visitor.members.invitation({ token });
			},
		},
		{
			...{ what: 'a wrong code with an invitation', known: member },
			ready: async (email) => {
				const { token, visitor } = await holding(email);
				await visitor.identity.requestCode({ email });
				const wrong = { email, code: '000000', name: 'Somebody', invitation: token };
				return () => visitor.identity.signInWithCode(wrong);
			},
		},
	];
}

/** One community invites three hundred in a day; it gives way to another before a turn, never within one. */
function placesToInviteTo(installation: TestInstallation) {
	let left = 0;
	let place: { here: TestCommunity; inviter: TestMember } | undefined;
	return async (taken = 0) => {
		left -= taken;
		if (place && left > 0) return place;
		const here = await createTestCommunity(installation);
		const { communities, roles } = communityCaller(await here.as(await founderOf(here)));
		await communities.updateSignIn({ password: true, passkey: true, captcha: 'off' });
		const roleId = newId();
		await roles.create({ id: roleId, name: 'Greeter', permissions: { 'members:invite': 'allow' } });
		const inviter = await here.member('member', 'Greta Greeter');
		await roles.give({ memberId: inviter.memberId, roleId, spaceId: null });
		installation.services.snapshots.drop(here.id);
		left = 250;
		place = { here, inviter };
		return place;
	};
}

/** One organization may invite fifty in a day. */
function invitingBy(installation: TestInstallation): Flow['ready'] {
	let left = 0;
	let inviting = { organizationId: '', staffId: '' };
	return async (email) => {
		if (left === 0) {
			const { staffId } = await createTestStaff(installation);
			const organizationId = await employ(installation, staffId, 'Inviting');
			inviting = { organizationId, staffId };
			left = 40;
		}
		left -= 1;
		const { organizationId, staffId } = inviting;
		const { organizations } = platformCaller(await asStaff(installation, staffId));
		return () => organizations.inviteStaff({ organizationId, email, role: 'analyst' });
	};
}
