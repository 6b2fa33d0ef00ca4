import type { CommunityContext, CommunityTransaction } from '../context.ts';
import { memberTarget } from '../members/index.ts';
import { requireOfDirectory } from './bring-in.ts';
import { keepSaid, saidOf, type Said } from './said.ts';
import { invalid, taken } from './scim-error.ts';
import {
	renameMember,
	renameMemberFrom,
	updatePerson,
	userOfEmail,
	type PersonRow,
} from './scim.queries.ts';
import type { UserWish } from './user-wish.ts';

/**
 * Name and address are the directory's until somebody has come. From then on the address is their own; a name that the
 * directory gave follows it for as long as they have taken no other.
 */
// authorize: the directory's token is the proof.
export async function tidy(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	person: PersonRow,
	wish: UserWish,
): Promise<void> {
	const before = await saidOf(tx, person.userId);
	const isTheirs = person.emailVerified || person.status === 'active';
	const said = isTheirs
		? await followIn(ctx, tx, person, { wish, before })
		: await writeAnew(ctx, tx, person, wish);
	if (said.name === before.name && said.email === before.email) return;
	await keepSaid(ctx, tx, person.userId, said);
}

/** Of somebody who has still to come: all that the directory says. */
async function writeAnew(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	person: PersonRow,
	{ name, email }: UserWish,
): Promise<Said> {
	if (person.name === name && person.email === email) return { name, email };
	if (person.email !== email) {
		requireOfDirectory(ctx, email);
		if (await userOfEmail(tx.db, email).executeTakeFirst())
			throw taken('Another user has this address.');
	}
	await updatePerson(tx.db, person.userId, { email, name, now: ctx.clock.now() }).execute();
	await renameMember(tx.db, person.id, name).execute();
	return { name, email };
}

/** Of somebody who is here: their name, where it is the one that the directory gave them. */
async function followIn(
	ctx: CommunityContext,
	tx: CommunityTransaction,
	person: PersonRow,
	{ wish, before }: { wish: UserWish; before: Said },
): Promise<Said> {
	const { name, email, isActive } = wish;
	const isNews = email !== person.email && email !== before.email;
	// Whom it shuts out is shut out, whatever else it says.
	if (isNews && before.email !== null && isActive) throw ownAddress();
	const said = { ...before, email: before.email ?? email };
	if (name === person.name || person.name !== before.name) return said;
	const renamed = await renameMemberFrom(tx.db, person.id, {
		from: person.name,
		to: name,
	}).executeTakeFirst();
	// They took another name in this moment.
	if (!renamed) return said;
	tx.audit({
		...{ action: 'members.edited', target: memberTarget(person) },
		...{ before: { name: person.name }, after: { name } },
	});
	await tx.emit('members.profile_changed', { memberId: person.id });
	tx.touchMember(person.id);
	return { ...said, name };
}

const ownAddress = () =>
	invalid(
		'This member has proved their address, and changes it in their own account here. Nothing of this request was done.',
		'mutability',
	);
