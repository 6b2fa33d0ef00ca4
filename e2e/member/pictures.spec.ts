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
	const [place, below] = [await picture.boundingBox(), await hint.boundingBox()];
	expect(place?.height).toBeGreaterThan(100);
	expect([below?.width, below?.height]).toEqual([place?.width, place?.height]);
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
	const typeFor = async (accept: string) => {
		const answer = await page.request.get(`${address}/files/${file.fileId}/medium`, {
			headers: { accept },
		});
		return answer.headers()['content-type'];
	};
	await expect
		.poll(() => typeFor('image/avif,image/webp,*/*'), { timeout: 30_000 })
		.toBe('image/avif');
	expect(await typeFor('image/webp,*/*')).toBe('image/webp');
	await page.reload();
	await expect(shown).toHaveJSProperty('naturalWidth', await naturalWidth(shown));
});

const naturalWidth = async (image: ReturnType<Page['getByRole']>) =>
	image.evaluate((element: HTMLImageElement) => element.decode().then(() => element.naturalWidth));
