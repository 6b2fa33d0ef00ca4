import { testPhoto } from '@kith/testing/test-photo';
import type { Page } from '@playwright/test';
import { expect, test, unique } from '../journey.ts';
import { foundCommunity, publishPost } from '../scene.ts';

/** A photograph taken in as who is signed in. */
async function uploaded(page: Page): Promise<{ fileId: string; width: number; height: number }> {
	const bytes = [...(await testPhoto(1200, 800))];
	return page.evaluate(async (data) => {
		const body = new Blob([new Uint8Array(data)], { type: 'image/png' });
		const answer = await fetch('/api/images?purpose=post', { method: 'POST', body });
		return (await answer.json()) as { fileId: string; width: number; height: number };
	}, bytes);
}

const imageOf = (file: object) => ({
	type: 'doc' as const,
	content: [
		{ type: 'paragraph' as const, content: [{ type: 'text' as const, text: 'Look.' }] },
		{ type: 'image' as const, attrs: { alt: 'Waves', ...file } as never },
		{ type: 'paragraph' as const, content: [{ type: 'text' as const, text: 'Seen?' }] },
	],
});

test('a picture has its place and its colours before it is there, and comes in the best form', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('gallery');
	const { address } = await foundCommunity(page, places, mails, { name: 'Gallery', slug });
	const file = await uploaded(page);
	const { path } = await publishPost(page, 'The sea', '', { body: imageOf(file) });

	// Without scripts, and while the picture is still on its way.
	const plain = await browser.newContext({ javaScriptEnabled: false });
	const reader = await plain.newPage();
	let letThrough = () => {};
	const held = new Promise<void>((resolve) => (letThrough = resolve));
	await reader.route('**/files/**', async (route) => {
		await held;
		await route.continue();
	});
	await reader.goto(address + path, { waitUntil: 'commit' });
	const picture = reader.getByRole('img', { name: 'Waves' });
	const hint = reader.locator('img.hint');
	await expect(hint).toHaveAttribute('src', /^data:image\/png;base64,/);
	// Asked for before anything is drawn, a place is one without styles: they come a moment after the text.
	await expect(async () => {
		const [place, below] = [await picture.boundingBox(), await hint.boundingBox()];
		expect(place?.height).toBeGreaterThan(100);
		expect([below?.width, below?.height]).toEqual([place?.width, place?.height]);
	}).toPass();
	const place = await picture.boundingBox();
	letThrough();
	await expect(picture).toHaveJSProperty('complete', true);
	expect(await picture.boundingBox()).toEqual(place);
	await plain.close();

	await page.goto(address + path);
	const shown = page.getByRole('img', { name: 'Waves' });
	await expect(shown).toHaveAttribute(
		'srcset',
		`/files/${file.fileId}/thumb 320w, /files/${file.fileId}/medium 960w, /files/${file.fileId}/full 1200w`,
	);
	const typeFor = (accept: string) =>
		page.evaluate(
			async ([path, types]) => {
				const headers = { accept: types };
				return (await fetch(path, { headers, cache: 'no-store' })).headers.get('content-type');
			},
			[`/files/${file.fileId}/medium`, accept] as const,
		);
	await expect
		.poll(() => typeFor('image/avif,image/webp,*/*'), { timeout: 30_000 })
		.toBe('image/avif');
	expect(await typeFor('image/webp,*/*')).toBe('image/webp');
	await page.reload();
	expect(await shown.evaluate((image: HTMLImageElement) => image.decode().then(() => true))).toBe(
		true,
	);
});

test('a picture that visitors may not see is led to by its plain address, for its reader alone', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('inside');
	const access = { visibility: 'private', join: 'open' } as const;
	const { address } = await foundCommunity(page, places, mails, { name: 'Inside', slug, access });
	const file = await uploaded(page);
	const { path } = await publishPost(page, 'The sea', '', { body: imageOf(file) });
	await page.goto(address + path);
	const shown = page.getByRole('img', { name: 'Waves' });
	expect(await shown.evaluate((image: HTMLImageElement) => image.decode().then(() => true))).toBe(
		true,
	);
	const signed = await page.evaluate(
		async (plain) => (await fetch(plain)).url,
		`/files/${file.fileId}/full`,
	);
	expect(signed).toContain('signature=');

	const visitor = await browser.newPage();
	expect((await visitor.goto(signed))?.status()).toBe(403);
	await expect(visitor.getByText('not one that was made for you')).toBeVisible();
	expect((await visitor.goto(`${address}/files/${file.fileId}/full`))?.status()).toBe(404);
	await visitor.close();
});
