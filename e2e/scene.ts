import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import type { FirstAccess } from '@kith/domains/communities/schema';
import type { PublishPost } from '@kith/domains/posts/schema';
import { solveProof } from '@kith/client/proof-of-work';
import { communityApi, platformApi } from './api.ts';
import { appCode } from './authenticator.ts';
import { expect, type Mails, type Places } from './journey.ts';

type Wish = {
	name: string;
	slug: string;
	email?: string;
	template?: string;
	access?: FirstAccess;
	/** Whether its owner shows a second factor, without which nothing dangerous is allowed. */
	factor?: boolean;
};

export type Founded = { id: string; address: string };

const OPEN: FirstAccess = { visibility: 'public', join: 'open' };

/** Founds a community by the calls the wizard makes, in seconds; the page ends inside it, signed in as its owner. */
export async function foundCommunity(
	page: Page,
	places: Places,
	mails: Mails,
	{
		name,
		slug,
		email = `${slug}@example.org`,
		template = 'brand-fans',
		access = OPEN,
		factor = true,
	}: Wish,
): Promise<Founded> {
	await standAt(page, places.studio);
	const { identity, signups } = platformApi(page);
	const known = await mails.count(email);
	await askForStaffCode(page, email);
	const code = await mails.code(email, known);
	await identity.signInWithCode({ email, code, name: 'Olga Organizer' });
	if (factor) await showFactor(page);
	const { id: signupId } = await signups.start();
	await signups.chooseCommunity({ signupId, name, slug, template, locale: 'en' });
	const { community } = await signups.chooseAccess({ signupId, access, invites: [] });
	const { url } = await signups.goLive({ signupId });
	await page.goto(url);
	await expect(page.getByRole('heading', { name: 'Latest' })).toBeVisible({ timeout: 15_000 });
	return { id: community?.id ?? '', address: places.community(slug) };
}

/** Sets an app up for codes, whose secret nobody keeps: signing in once more takes a recovery code. */
async function showFactor(page: Page): Promise<void> {
	const { factors } = platformApi(page);
	const { app } = await factors.own();
	if (app) return;
	await factors.startApp();
	const { secret } = await factors.appSetup();
	await factors.confirmApp({ code: appCode(secret) });
}

/** Where calls are made from that need no page: an address that loads no scripts. */
async function standAt(page: Page, origin: string): Promise<void> {
	await page.goto(`${origin}/theme.css`);
}

/** Asks the studio for a code, with the work that many journeys at once may make it ask for. */
export async function askForStaffCode(page: Page, email: string): Promise<void> {
	const { identity } = platformApi(page);
	const ask = async () => {
		const challenge = await identity.proofChallenge();
		const proof = challenge ? { proof: await solveProof(challenge) } : {};
		await identity.requestCode({ email, ...proof });
	};
	// Another journey may have asked in between, and been the last that had nothing to work out.
	await ask().catch((error: unknown) => {
		if (!String(error).includes('identity.proof_needed')) throw error;
		return ask();
	});
}

/** Makes somebody a member of an open community; the page ends on its start page. */
export async function joinQuickly(
	page: Page,
	address: string,
	mails: Mails,
	{ email, name }: { email: string; name: string },
): Promise<void> {
	await standAt(page, address);
	const { guidelines, identity } = communityApi(page);
	const known = await mails.count(email);
	await identity.requestCode({ email });
	await identity.signInWithCode({ email, code: await mails.code(email, known), name });
	const rules = await guidelines.current({});
	if (rules?.mustAccept) await guidelines.accept({ version: rules.version });
	await page.goto(address);
	await expect(page.getByRole('heading', { name: 'Latest' })).toBeVisible({ timeout: 15_000 });
}

/** Publishes a post into the community's first space as who is signed in; answers its address. */
export async function publishPost(
	page: Page,
	title: string,
	text = 'As it says above.',
	{ space, ...more }: Partial<Omit<PublishPost, 'id' | 'spaceId'>> & { space?: string } = {},
): Promise<{ id: string; path: string }> {
	const { posts, spaces } = communityApi(page);
	const { groups } = await spaces.navigation();
	const all = groups.flatMap((group) => group.spaces);
	const target = all.find(({ slug }) => slug === space) ?? all[0];
	const id = randomUUID();
	await posts.publish({ id, spaceId: target?.id ?? '', title, body: words(text), ...more });
	return { id, path: `/p/${id}` };
}

/** Publishes a comment as who is signed in. */
export async function publishComment(
	page: Page,
	postId: string,
	text: string,
	parentId: string | null = null,
): Promise<string> {
	const id = randomUUID();
	await communityApi(page).comments.publish({ id, postId, parentId, body: words(text) });
	return id;
}

/** One paragraph. */
export function words(text: string) {
	return {
		type: 'doc' as const,
		content: [{ type: 'paragraph' as const, content: [{ type: 'text' as const, text }] }],
	};
}

/** A picture in a text of who is signed in. */
export async function pictureOf(page: Page, alt: string) {
	const { fileId } = await uploadPicture(page);
	return { type: 'image' as const, attrs: { fileId, alt, width: 800, height: 500 } };
}

/** A picture as a camera makes it. */
export async function picture(): Promise<Buffer> {
	const { default: sharp } = await import('sharp');
	return sharp({ create: { width: 800, height: 500, channels: 3, background: '#9a3412' } })
		.png()
		.toBuffer();
}

/** Uploads a picture as who is signed in; answers the id under which posts show it. */
export async function uploadPicture(page: Page): Promise<{ fileId: string }> {
	const bytes = (await picture()).toString('base64');
	return page.evaluate(async (encoded) => {
		const body = Uint8Array.from(atob(encoded), (sign) => sign.codePointAt(0) ?? 0);
		const answer = await fetch('/api/images?purpose=post', { method: 'POST', body });
		return (await answer.json()) as { fileId: string };
	}, bytes);
}
