import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test, unique } from '../journey.ts';
import { someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly, publishPost } from '../scene.ts';
import { commentOf, openCommentEditor } from '../writing.ts';

const MB = 1024 * 1024;

/** Lets a person choose a file of `bytes` that lies on their disk. */
async function attach(page: Page, { name, bytes }: { name: string; bytes: Uint8Array }) {
	const path = test.info().outputPath(name);
	await mkdir(dirname(path), { recursive: true });
	// Chosen twice it is the same file only with the same date.
	const isThere = await stat(path).catch(() => null);
	if (!isThere) await writeFile(path, bytes);
	const chooser = page.waitForEvent('filechooser');
	await page.getByRole('button', { name: 'File', exact: true }).click();
	await (await chooser).setFiles(path, { timeout: 30_000 });
}

const pdf = (name: string, size: number) => ({
	name,
	bytes: Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(size, 'x')]),
});

test('a file in a comment is sent in chunks through a broken connection, and saved whole by others @phone', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('archive');
	const { address } = await foundCommunity(page, places, mails, { name: 'Archive', slug });
	const { path } = await publishPost(page, 'The plan');
	await page.goto(address + path);
	await openCommentEditor(page);
	let sent = 0;
	await page.route('**/api/uploads/*', async (route) => {
		const isChunk = route.request().method() === 'PATCH';
		if (isChunk) sent += 1;
		return isChunk && sent === 2 ? route.abort('connectionreset') : route.continue();
	});
	const plan = pdf('Der große Plan.pdf', 9 * MB);
	await attach(page, plan);
	await expect(page.locator('.composer-file')).toContainText('Der große Plan.pdf', {
		timeout: 30_000,
	});
	expect(sent).toBeGreaterThanOrEqual(4);
	await page.getByRole('button', { name: 'Comment', exact: true }).click();
	const mine = commentOf(page, 'Der große Plan.pdf');
	await expect(mine.getByRole('link', { name: /Der große Plan\.pdf/ })).toBeVisible();

	const { page: guest, context } = await someoneElse(browser);
	const email = `${slug}-guest@example.org`;
	await joinQuickly(guest, address, mails, { email, name: 'Gustav Guest' });
	await guest.goto(address + path);
	const link = commentOf(guest, 'Der große Plan.pdf').getByRole('link', { name: /große Plan/ });
	const download = guest.waitForEvent('download');
	await link.click();
	const saved = await download;
	expect(saved.suggestedFilename()).toBe('Der große Plan.pdf');
	expect((await stat(await saved.path())).size).toBe(plan.bytes.length);
	await context.close();
});

test('an upload that the page was closed on goes on where it stopped', async ({
	page,
	places,
	mails,
}) => {
	const slug = unique('resume');
	const { address } = await foundCommunity(page, places, mails, { name: 'Resume', slug });
	const { path } = await publishPost(page, 'The plan');
	await page.goto(address + path);
	await openCommentEditor(page);
	const offsets: string[] = [];
	let isCut = true;
	await page.route('**/api/uploads/*', async (route) => {
		const offset = (await route.request().headerValue('upload-offset')) ?? '';
		if (route.request().method() !== 'PATCH') return route.continue();
		if (isCut && offset !== '0') return route.abort('connectionreset');
		offsets.push(offset);
		return route.continue();
	});
	await attach(page, pdf('plan.pdf', 9 * MB));
	await expect.poll(() => offsets).toEqual(['0']);
	await page.waitForTimeout(1_000);
	await page.reload();
	isCut = false;
	await openCommentEditor(page);
	await attach(page, pdf('plan.pdf', 9 * MB));
	await expect(page.locator('.composer-file')).toBeVisible({ timeout: 30_000 });
	expect(offsets.filter((offset) => offset === '0')).toHaveLength(1);
});

test('an upload is stopped, a file that is too large is refused with its limit, and the text stays', async ({
	page,
	places,
	mails,
}) => {
	const slug = unique('limits');
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Limits', slug });
	await page.goto(`${places.studio}/c/${id}/settings/storage`);
	const limit = page.getByLabel('One file');
	await expect(limit).toHaveValue('512');
	await limit.fill('1');
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByText('Saved', { exact: true }).first()).toBeVisible();

	await page.goto(address);
	const { path } = await publishPost(page, 'The plan');
	await page.goto(address + path);
	const editor = await openCommentEditor(page);
	await editor.pressSequentially('Here it is');
	// The notice may come and go while the file is still being handed over.
	const refused = page
		.getByText('plan.pdf: This file is larger than 1 MB')
		.waitFor({ timeout: 30_000 });
	await attach(page, pdf('plan.pdf', 2 * MB));
	await refused;
	await expect(editor).toContainText('Here it is');

	await page.route('**/api/uploads/*', (route) =>
		route.request().method() === 'PATCH' ? undefined : route.continue(),
	);
	await attach(page, pdf('small.pdf', 1000));
	await page.getByRole('button', { name: 'Stop', exact: true }).click();
	await expect(page.locator('.composer-upload')).toHaveCount(0);
	await expect(editor).toContainText('Here it is');
});

test('a film plays without scripts and is saved from below it', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('cinema');
	const { address } = await foundCommunity(page, places, mails, { name: 'Cinema', slug });
	const { path } = await publishPost(page, 'The film');
	await page.goto(address + path);
	const bytes = Uint8Array.from(await page.evaluate(recordFilm));
	await openCommentEditor(page);
	await attach(page, { name: 'film.webm', bytes });
	await expect(page.locator('.composer-file')).toContainText('film.webm', { timeout: 30_000 });
	await page.getByRole('button', { name: 'Comment', exact: true }).click();
	await expect(page.locator('video')).toHaveAttribute('poster', /\/files\/.*\/poster/);

	const context = await browser.newContext({ javaScriptEnabled: false });
	const visitor = await context.newPage();
	await visitor.goto(address + path);
	const video = visitor.locator('video');
	await expect(video).toHaveAttribute('width', /\d+/);
	const part = await page.evaluate(
		async (source) => {
			const answer = await fetch(source, { headers: { range: 'bytes=0-9' } });
			return [answer.status, (await answer.arrayBuffer()).byteLength];
		},
		(await video.getAttribute('src')) ?? '',
	);
	expect(part).toEqual([206, 10]);
	await context.close();
});

/** A second of film, made by this browser; its bytes as numbers. */
async function recordFilm(): Promise<number[]> {
	const canvas = document.createElement('canvas');
	canvas.width = 160;
	canvas.height = 90;
	const paint = canvas.getContext('2d');
	const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: 'video/webm' });
	const chunks: Blob[] = [];
	recorder.ondataavailable = ({ data }) => chunks.push(data);
	recorder.start();
	for (let frame = 0; frame < 25; frame += 1) {
		if (paint) paint.fillStyle = `hsl(${frame * 14} 80% 50%)`;
		paint?.fillRect(0, 0, 160, 90);
		await new Promise((resolve) => setTimeout(resolve, 40));
	}
	const stopped = new Promise((resolve) => (recorder.onstop = resolve));
	recorder.stop();
	await stopped;
	return [...new Uint8Array(await new Blob(chunks).arrayBuffer())];
}
