import * as z from 'zod';
import { ConflictError, NotFoundError } from '@kith/kernel/errors';
import { newId } from '@kith/kernel/ids';
import { communityRow, originOf } from '../communities/index.ts';
import { previewTokenFor } from '../roles/index.ts';
import type { PlatformContext } from '../context.ts';
import { contentFor } from '../templates/index.ts';
import { insertSignup, openSignup, signupById } from './signups.queries.ts';
import type { Signup, SignupRef, TemplateChoice } from './signups.schema.ts';

const Answers = z.object({ invites: z.array(z.string()).default([]) });

type Row = {
	id: string;
	staffId: string;
	communityId: string | null;
	step: string;
	answers: unknown;
};

/** The sign-up this person has begun and not finished, on whatever device; null when there is none. */
export async function currentSignup(ctx: PlatformContext): Promise<Signup | null> {
	const staff = ctx.authorize();
	const row = await openSignup(ctx.db, staff.id).executeTakeFirst();
	return row ? describe(ctx, row) : null;
}

/** Goes on with the open sign-up or begins one. */
export async function startSignup(ctx: PlatformContext): Promise<Signup> {
	const staff = ctx.authorize();
	const open = await openSignup(ctx.db, staff.id).executeTakeFirst();
	if (open) return describe(ctx, open);
	const id = newId();
	await insertSignup(ctx.db, id, staff.id).execute();
	return readSignup(ctx, { signupId: id });
}

/** One's own sign-up, finished or not. Throws `signups.not_found` for anybody else's. */
// authorize: one's own sign-up only, by `ownSignup`.
export async function readSignup(ctx: PlatformContext, { signupId }: SignupRef): Promise<Signup> {
	return describe(ctx, await ownSignup(ctx, signupId));
}

/** The row of one's own sign-up. Throws `signups.not_found` for anybody else's. */
export async function ownSignup(ctx: PlatformContext, signupId: string): Promise<Row> {
	const staff = ctx.authorize();
	const row = await signupById(ctx.db, signupId).executeTakeFirst();
	if (!row || row.staffId !== staff.id) throw new NotFoundError('signups.not_found');
	return row;
}

/** The same while it is under way. Throws `signups.done` once the community is open: the studio goes on from there. */
// authorize: one's own, by ownSignup.
export async function ownOpenSignup(ctx: PlatformContext, signupId: string): Promise<Row> {
	const row = await ownSignup(ctx, signupId);
	if (row.step === 'done') throw new ConflictError('signups.done');
	return row;
}

/** The addresses to invite that a sign-up remembers. */
export function invitesOf(answers: unknown): string[] {
	return Answers.parse(answers).invites;
}

/** What a new community can start from, in the words of `locale`. */
// authorize: the templates are no secret.
export function templateChoices(ctx: PlatformContext, locale: string): TemplateChoice[] {
	return [...ctx.services.templates.values()].map((loaded) => {
		const content = contentFor(loaded, locale);
		const { key, icon, look, groups } = loaded.template;
		const spaces = groups.flatMap((group) => group.spaces);
		return {
			...{ key, icon, brand: look.brand, name: content.name, tagline: content.tagline },
			spaces: spaces.map((space) => ({
				name: content.spaces[space.key]?.name ?? space.key,
				icon: space.icon,
			})),
		};
	});
}

async function describe(ctx: PlatformContext, row: Row): Promise<Signup> {
	return {
		id: row.id,
		step: row.step as Signup['step'],
		community: row.communityId ? await describeCommunity(ctx, row.communityId) : null,
		invites: invitesOf(row.answers),
	};
}

async function describeCommunity(
	{ services, db }: PlatformContext,
	communityId: string,
): Promise<Signup['community']> {
	const row = await communityRow(db, communityId).executeTakeFirst();
	const community = await services.directory.byId(communityId);
	if (!row || !community) return null;
	const handle = services.communityDb(community);
	const { draftSite, access } = await services.snapshots.get(communityId, handle);
	const origin = originOf(services.platformOrigin, row.slug);
	return {
		...{ id: row.id, name: row.name, slug: row.slug, template: row.template, locale: row.locale },
		...{ origin, look: draftSite.look, access },
		previewUrl: `${origin}/?preview=${previewTokenFor(services, community)}`,
	};
}
