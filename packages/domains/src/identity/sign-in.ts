import { ForbiddenError } from '@kith/kernel/errors';
import { hashToken } from '@kith/kernel/ids';
import type { CommunityContext, PlatformContext } from '../context.ts';
import { checkPasskey } from '../factors/index.ts';
import { referNewcomer } from '../affiliates/index.ts';
import { ensureMember, readStanding } from '../members/index.ts';
import { checkPassword, onTrial, redeemCode } from './credentials.ts';
import type {
	SecondProof,
	SignInResult,
	SignInWithCode,
	SignInWithPasskey,
	SignInWithPassword,
	StaffSignInResult,
} from './identity.schema.ts';
import { requireMailDoor } from './mail-door.ts';
import { passSecondStep, proceed, type Arriving } from './second-step.ts';

const SECOND_FACTOR: SignInResult = { standing: 'second_factor', isNew: false };

/**
 * Signs in by one-time code, makes the member row as the access rules allow, and sets the session cookie.
 * Throws `identity.bad_code` for a wrong, used or late code, whoever the address belongs to.
 */
// authorize: the code is the proof; whoever holds it may sign in.
export async function signInWithCode(
	ctx: CommunityContext,
	{ email, code, name, invitation }: SignInWithCode,
): Promise<SignInResult> {
	requireMailDoor(ctx.snapshot);
	const user = await redeemCode(ctx, { email, code, name });
	const person = {
		...{ userId: user.id, email: user.email, name: name ?? user.name },
		invitation: invitation ?? null,
	};
	return (await proceed(ctx, person, null)) ? arrive(ctx, person) : SECOND_FACTOR;
}

/** Signs in by password. Throws `identity.bad_password` for an unknown address, no password, or a wrong one. */
// authorize: the password is the proof.
export async function signInWithPassword(
	ctx: CommunityContext,
	input: SignInWithPassword,
): Promise<SignInResult> {
	requireMailDoor(ctx.snapshot);
	if (!ctx.snapshot.signIn.password) throw new ForbiddenError('identity.method_off');
	const { id, email, name } = await checkPassword(ctx, input);
	const person = { userId: id, email, name, invitation: null };
	return (await proceed(ctx, person, null)) ? arrive(ctx, person) : SECOND_FACTOR;
}

/** Signs in by passkey, which is both proofs in one. Throws `identity.bad_passkey`. */
// authorize: the passkey is the proof.
export async function signInWithPasskey(
	ctx: CommunityContext,
	{ passkey }: SignInWithPasskey,
): Promise<SignInResult> {
	requireMailDoor(ctx.snapshot);
	if (!ctx.snapshot.signIn.passkey) throw new ForbiddenError('identity.method_off');
	const known = await onTrial(ctx, null, () => checkPasskey(ctx, passkey, 'enter'));
	const person = { ...known, invitation: null };
	await proceed(ctx, person, 'passkey');
	return arrive(ctx, person);
}

/** Signs in whoever has shown a first proof, by a code of their app, a recovery code or a passkey. */
// authorize: the second proof, after the first.
export async function signInWithSecond(
	ctx: CommunityContext,
	proof: SecondProof,
): Promise<SignInResult> {
	return arrive(ctx, await onTrial(ctx, null, () => passSecondStep(ctx, proof)));
}

/** Signs staff in by one-time code; the first time makes their login. */
// authorize: the code is the proof.
export async function signInStaffWithCode(
	ctx: PlatformContext,
	{ email, code, name }: SignInWithCode,
): Promise<StaffSignInResult> {
	return enterStudio(ctx, await redeemCode(ctx, { email, code, name }));
}

/** Signs staff in by password. */
// authorize: the password is the proof.
export async function signInStaffWithPassword(
	ctx: PlatformContext,
	input: SignInWithPassword,
): Promise<StaffSignInResult> {
	return enterStudio(ctx, await checkPassword(ctx, input));
}

/** Signs staff in by passkey. */
// authorize: the passkey is the proof.
export async function signInStaffWithPasskey(
	ctx: PlatformContext,
	{ passkey }: SignInWithPasskey,
): Promise<void> {
	const known = await onTrial(ctx, null, () => checkPasskey(ctx, passkey, 'enter'));
	const person = { ...known, invitation: null };
	await proceed(ctx, person, 'passkey');
}

/** The second step of staff. */
// authorize: the second proof, after the first.
export async function signInStaffWithSecond(
	ctx: PlatformContext,
	proof: SecondProof,
): Promise<void> {
	await onTrial(ctx, null, () => passSecondStep(ctx, proof));
}

async function enterStudio(
	ctx: PlatformContext,
	{ id, email, name }: { id: string; email: string; name: string },
): Promise<StaffSignInResult> {
	const isIn = await proceed(ctx, { userId: id, email, name, invitation: null }, null);
	return { needsSecondFactor: !isIn };
}

/** Makes the member row of somebody who is signed in now, and says how they stand here. */
async function arrive(ctx: CommunityContext, person: Arriving): Promise<SignInResult> {
	const { services, community, snapshot } = ctx;
	const before = await readStanding(ctx.db, person.userId);
	const { invitation } = person;
	const member = await ensureMember(
		{ services, community, snapshot },
		{ ...person, ip: ctx.request.ip },
		invitation ? hashToken(invitation) : null,
	);
	if (member) await referNewcomer(ctx, member.id);
	return { standing: standingOf(member?.status), isNew: before === null && member !== null };
}

/** What signing in led to, for who shows the next page. */
export function standingOf(status: string | undefined): SignInResult['standing'] {
	if (status === 'active') return 'member';
	return status === 'pending' || status === 'suspended' ? status : 'not_invited';
}
