import { isUniqueViolation } from '@kith/db/pg-errors';
import { ConflictError, InvalidError } from '@kith/kernel/errors';
import {
	checkSlug,
	claiming,
	communityRow,
	insertCommunity,
	markSeeded,
	ranBy,
	renameCommunity,
	seedCommunity,
} from '../communities/index.ts';
import { skeletonOf } from '../communities/slug.schema.ts';
import type { PlatformContext, Staff } from '../context.ts';
import { countAsOwner } from '../dangers.ts';
import { foundOrganization } from '../organizations/index.ts';
import { ownSignup, readSignup } from './read-signup.ts';
import { signupById, updateSignup } from './signups.queries.ts';
import type { ChooseCommunity, Signup } from './signups.schema.ts';

/**
 * Name, address and purpose: claims a ready schema and fills it from the template, so that the look can be tried on
 * the real site in the next step. Repeating it renames or refills the same community; no second one is made.
 */
export async function chooseCommunity(
	ctx: PlatformContext,
	input: ChooseCommunity,
): Promise<Signup> {
	const staff = ctx.authorize();
	const { communityId } = await ownSignup(ctx, input.signupId);
	if (!ctx.services.templates.has(input.template))
		throw new InvalidError('signups.unknown_template');
	const settled = () => ctx.transaction(({ db }) => settle({ ...ctx, db }, staff, input));
	const id = await (communityId ? settled() : claiming(ctx.services, settled)).catch(
		(error: unknown): never => {
			if (isUniqueViolation(error, 'communities_slug_key')) throw new ConflictError('slug.taken');
			throw error;
		},
	);
	ctx.services.directory.drop(id);
	await ctx.services.bus.publish({ topic: 'directory.changed', communityId: id, data: {} });
	await seedCommunity(ctx.services, id);
	return readSignup(ctx, input);
}

/**
 * One transaction: the schema, the community and the sign-up belong together, or nothing was taken. The sign-up is
 * locked first, so that a second press of the button finds the community of the first.
 */
async function settle(ctx: PlatformContext, staff: Staff, input: ChooseCommunity): Promise<string> {
	const signup = await signupById(ctx.db, input.signupId).forUpdate().executeTakeFirstOrThrow();
	const existing = signup.communityId
		? await communityRow(ctx.db, signup.communityId).executeTakeFirst()
		: undefined;
	if (signup.step === 'done' || (existing && existing.status !== 'setup'))
		throw new ConflictError('signups.done');
	const answer = await checkSlug(ctx, input.slug, existing?.slug ?? null);
	if (!answer.available) throw new ConflictError(answer.reason, { slug: answer.slug });
	const communityId = existing?.id ?? (await ctx.services.claimSchema(ctx.db));
	if (existing) await change(ctx, communityId, input);
	else await insert(ctx, communityId, staff, input);
	const step = { communityId, step: 'look' };
	await updateSignup(ctx.db, input.signupId, step, ctx.clock.now()).execute();
	return communityId;
}

async function insert(
	ctx: PlatformContext,
	id: string,
	staff: Staff,
	{ slug, name, template, locale }: ChooseCommunity,
): Promise<void> {
	const { db, clock } = ctx;
	const organizationId = ranBy(staff)?.id ?? (await found(ctx, staff, name));
	await insertCommunity(db, {
		...{ id, organizationId, slug, skeleton: skeletonOf(slug), name, template, locale },
		...{ createdBy: staff.id, createdAt: clock.now() },
	}).execute();
}

async function found(ctx: PlatformContext, { id: staffId }: Staff, name: string): Promise<string> {
	const organizationId = await foundOrganization(ctx.db, { staffId, name });
	await countAsOwner(ctx, organizationId);
	return organizationId;
}

async function change(
	{ db }: PlatformContext,
	id: string,
	{ slug, name, template, locale }: ChooseCommunity,
): Promise<void> {
	const naming = { name, slug, skeleton: skeletonOf(slug), template, locale };
	await renameCommunity(db, id, naming).execute();
	await markSeeded(db, id, null).execute();
}
