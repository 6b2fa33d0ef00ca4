import { isUniqueViolation } from '@kith/db/pg-errors';
import { ConflictError, InvalidError } from '@kith/kernel/errors';
import {
	checkSlug,
	communityRow,
	insertCommunity,
	markSeeded,
	renameCommunity,
	seedCommunity,
} from '../communities/index.ts';
import { skeletonOf } from '../communities/slug.schema.ts';
import type { PlatformContext, Staff } from '../context.ts';
import { foundOrganization } from '../organizations/index.ts';
import { ownSignup, readSignup } from './read-signup.ts';
import { updateSignup } from './signups.queries.ts';
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
	const signup = await ownSignup(ctx, input.signupId);
	if (!ctx.services.templates.has(input.template))
		throw new InvalidError('signups.unknown_template');
	if (signup.step === 'done') throw new ConflictError('signups.done');
	const existing = signup.communityId
		? await communityRow(ctx.db, signup.communityId).executeTakeFirst()
		: undefined;
	const answer = await checkSlug(ctx, input.slug, existing?.slug ?? null);
	if (!answer.available) throw new ConflictError(answer.reason, { slug: answer.slug });
	const id = await (existing ? change(ctx, existing.id, input) : claim(ctx, staff, input)).catch(
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

/** One transaction: the schema, the community and the sign-up belong together, or nothing was taken. */
async function claim(ctx: PlatformContext, staff: Staff, input: ChooseCommunity): Promise<string> {
	await ctx.services.ensureReadySchema();
	return ctx.transaction(async ({ db }) => {
		const now = ctx.clock.now();
		const id = await ctx.services.claimSchema(db);
		const organizationId =
			staff.organizations.find(({ role }) => role === 'owner' || role === 'admin')?.id ??
			(await foundOrganization(db, { staffId: staff.id, name: input.name }));
		await insertCommunity(db, {
			...{ id, organizationId, slug: input.slug, skeleton: skeletonOf(input.slug) },
			...{ name: input.name, template: input.template, locale: input.locale },
			...{ createdBy: staff.id, createdAt: now },
		}).execute();
		await updateSignup(db, input.signupId, { communityId: id, step: 'look' }, now).execute();
		return id;
	});
}

async function change(ctx: PlatformContext, id: string, input: ChooseCommunity): Promise<string> {
	const { name, slug, template } = input;
	await ctx.transaction(async ({ db }) => {
		await renameCommunity(db, id, { name, slug, skeleton: skeletonOf(slug), template }).execute();
		await markSeeded(db, id, null).execute();
		await updateSignup(db, input.signupId, { step: 'look' }, ctx.clock.now()).execute();
	});
	return id;
}
