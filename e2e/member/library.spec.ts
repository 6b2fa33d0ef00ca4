import { randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Page } from '@playwright/test';
import { communityApi } from '../api.ts';
import {
	expect,
	expectAccessible,
	expectNoSidewaysScroll,
	store,
	test,
	unique,
} from '../journey.ts';
import type { Mails, Places } from '../journey.ts';
import { someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly, publishPost } from '../scene.ts';

const LONG = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';

/** A community with one library; the page stands in it. */
async function openLibrary(page: Page, places: Places, mails: Mails) {
	const slug = unique('shelf');
	const { address } = await foundCommunity(page, places, mails, { name: 'Shelf', slug });
	const { spaceId } = await communityApi(page).spaces.create({
		...{ name: 'Archive', slug: 'archive', icon: '📚', description: '', groupId: null },
		...{ visibility: 'members', posting: 'everyone', library: 'everyone' },
	});
	const path = `${address}/s/archive/files`;
	await page.goto(path);
	return { slug, address, spaceId, path };
}

/** A file on somebody's disk. */
async function onDisk(name: string, text: string): Promise<string> {
	const path = test.info().outputPath(randomUUID(), name);
	await mkdir(dirname(path), { recursive: true });
	await writeFile(path, text);
	return path;
}

const adding = (page: Page) => page.locator('input[type=file]');
/** Scripts take over once the page says that many files may come at once. */
const alive = (page: Page) => expect(page.getByText('or drop them here')).toBeVisible();

async function savedText(page: Page, name: string | RegExp): Promise<string> {
	const download = page.waitForEvent('download');
	await page.getByRole('link', { name }).first().click();
	return readFile(await (await download).path(), 'utf8');
}

for (const where of ['', ' @phone'])
	test(`documents are added, found, renewed, brought back, and taken by others${where}`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		const { slug, address, path } = await openLibrary(page, places, mails);
		await expect(page.getByText('Nothing in the library yet')).toBeVisible();
		await expectAccessible(page);
		await page.getByText('New folder').first().click();
		await page.getByLabel('Name of the folder').fill('House rules');
		await page.getByRole('button', { name: 'New folder' }).click();
		await expect(page.getByRole('heading', { name: 'House rules' })).toBeVisible();
		await alive(page);
		await adding(page).setInputFiles([
			await onDisk('Fire drill.txt', 'Walk, do not run.'),
			await onDisk(`${LONG}.txt`, 'A long name'),
		]);
		await expect(page.getByRole('link', { name: 'Fire drill', exact: true })).toBeVisible();
		await expect(page.getByRole('link', { name: LONG, exact: true })).toBeVisible();
		await expectNoSidewaysScroll(page);
		await expectAccessible(page);

		await page.getByRole('link', { name: 'Fire drill', exact: true }).click();
		await expect(page.getByRole('heading', { name: 'Fire drill' })).toBeVisible();
		await expect(page.getByText('or drop it here')).toBeVisible();
		await adding(page).setInputFiles(await onDisk('Fire drill 2.txt', 'Walk out, then count.'));
		await expect(page.getByText('Version 2')).toBeVisible();
		await expectAccessible(page);
		await expectNoSidewaysScroll(page);
		await page.getByRole('button', { name: 'Bring back version 1' }).click();
		await expect(page.getByText('from version 1')).toBeVisible();

		const { page: guest, context } = await someoneElse(browser);
		await joinQuickly(guest, address, mails, { email: `${slug}-g@example.org`, name: 'Gustav' });
		await guest.goto(path);
		await guest.getByRole('link', { name: /House rules/ }).click();
		await guest.getByRole('link', { name: 'Fire drill', exact: true }).click();
		expect(await savedText(guest, /^Download \d/)).toBe('Walk, do not run.');
		expect(await savedText(guest, 'Download version 2')).toBe('Walk out, then count.');
		await guest.reload();
		await expect(guest.getByText('1 download', { exact: true })).toBeVisible();
		await expect(guest.getByText('Rename, tag, move or delete')).toHaveCount(0);
		await guest.goto(`${address}/search?q=drill`);
		await expect(guest.getByRole('link', { name: /Fire drill/ })).toBeVisible();
		await expectAccessible(guest);
		// What the file says is read by a job, and found by it.
		await expect(async () => {
			await guest.goto(`${address}/search?q=walks`);
			const link = guest.getByRole('link', { name: /Fire drill/ });
			await expect(link.locator('mark')).toHaveText('Walk', { timeout: 500 });
		}).toPass();
		await expectNoSidewaysScroll(guest);
		await context.close();
	});

for (const where of ['', ' @phone'])
	test(`a file gets two tags, and is found by them through search and through the page of a tag${where}`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		const { slug, address } = await openLibrary(page, places, mails);
		await alive(page);
		await chooseTags(page, ['Sea rescue', '夜行']);
		await expectAccessible(page);
		await adding(page).setInputFiles(await onDisk('Telephone tree.txt', 'Ring them in turn.'));
		const row = page.getByRole('listitem').filter({ hasText: 'Telephone tree' });
		const chips = row.getByRole('list', { name: 'Tags' }).getByRole('link');
		await expect(chips).toHaveText(['Sea rescue', '夜行']);
		await expectNoSidewaysScroll(page);
		await expectAccessible(page);

		const { page: guest, context } = await someoneElse(browser);
		await joinQuickly(guest, address, mails, { email: `${slug}-g@example.org`, name: 'Gustav' });
		for (const text of ['rescue', 'tag:"sea rescue"', '夜行']) {
			await guest.goto(`${address}/search?q=${encodeURIComponent(text)}`);
			const found = guest.getByRole('link', { name: /Telephone tree/ });
			await expect(found).toContainText('#Sea rescue');
		}
		await guest.getByRole('link', { name: /Telephone tree/ }).click();
		const tags = guest.getByRole('list', { name: 'Tags' });
		await expect(tags.getByRole('link')).toHaveText(['Sea rescue', '夜行']);
		await expectAccessible(guest);
		await tags.getByRole('link', { name: 'Sea rescue' }).click();
		await expect(guest.getByText(/^1 document\b/)).toBeVisible();
		const part = guest.getByRole('navigation', { name: 'What has this tag' }).getByRole('link');
		await expect(part).toHaveText(['Documents']);
		await expectNoSidewaysScroll(guest);
		await expectAccessible(guest);
		await guest.getByRole('link', { name: 'Telephone tree', exact: true }).click();
		expect(await savedText(guest, /^Download \d/)).toBe('Ring them in turn.');
		await context.close();

		// With a post beside it both are there, and what loses the tag is no longer.
		await publishPost(page, 'Drill on Monday', 'At nine.', { tags: ['Sea rescue'] });
		await page.goto(`${address}/t/sea-rescue`);
		await expect(page.getByRole('link', { name: 'Drill on Monday' })).toBeVisible();
		await page.getByRole('link', { name: 'Documents', exact: true }).click();
		await page.getByRole('link', { name: 'Telephone tree', exact: true }).click();
		await page.getByText('Rename, tag, move or delete this document').click();
		await page.getByRole('textbox', { name: 'Tags' }).focus();
		await page.getByRole('button', { name: 'Take off Sea rescue' }).click();
		await expectNoSidewaysScroll(page);
		await page.getByRole('button', { name: 'Save' }).click();
		await expect(page.getByRole('list', { name: 'Tags' }).getByRole('link')).toHaveText(['夜行']);
		await page.goto(`${address}/t/sea-rescue?sort=documents`);
		await expect(page.getByText('No documents with this tag yet')).toBeVisible();
		await expectAccessible(page);
	});

/** Types tags into the field of a form, each with a comma behind it. */
async function chooseTags(page: Page, names: readonly string[]): Promise<void> {
	await page.getByRole('textbox', { name: 'Tags' }).focus();
	const box = page.getByRole('combobox', { name: 'Tags' });
	for (const name of names) await box.pressSequentially(`${name},`);
}

test('what is deleted comes back with one click; a folder says what goes with it', async ({
	page,
	places,
	mails,
}) => {
	const { spaceId, path } = await openLibrary(page, places, mails);
	const { library } = communityApi(page);
	const folderId = randomUUID();
	await library.createFolder({ id: folderId, spaceId, folderId: null, name: 'Old things' });
	await page.goto(`${path}?folder=${folderId}`);
	await alive(page);
	await adding(page).setInputFiles([await onDisk('One.txt', '1'), await onDisk('Two.txt', '2')]);
	await page.getByRole('link', { name: 'One', exact: true }).click();
	await page.getByText('Rename, tag, move or delete this document').click();
	await page.getByRole('button', { name: 'Delete the document' }).click();
	await expect(page.getByText('“One” is deleted.')).toBeVisible();
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect(page.getByRole('link', { name: 'One', exact: true })).toBeVisible();
	await page.getByText('Rename, move or delete this folder').click();
	await expect(page.getByText('and with it 2 documents')).toBeVisible();
	await page.getByRole('button', { name: 'Delete the folder' }).click();
	await expect(page.getByText('Nothing in the library yet')).toBeVisible();
	await page.getByRole('link', { name: 'Recently deleted' }).click();
	await store(page.getByRole('button', { name: 'Bring back “Two”' }));
	await page.goto(path);
	await expect(page.getByRole('link', { name: 'Two', exact: true })).toBeVisible();
});

test('words that are refused because of somebody else stay, and are saved the second time', async ({
	page,
	places,
	mails,
}) => {
	const { path } = await openLibrary(page, places, mails);
	await alive(page);
	await adding(page).setInputFiles(await onDisk('Fire drill.txt', 'Walk, do not run.'));
	await page.getByRole('link', { name: 'Fire drill', exact: true }).click();
	await page.getByText('Rename, tag, move or delete').click();
	await page.getByLabel('Title').fill('The fire drill');
	await page.getByLabel('Description').fill('Every spring.');
	const documentId = new URL(page.url()).pathname.slice(new URL(path).pathname.length + 1);
	const other = { title: 'A drill', description: '', tags: [] };
	await communityApi(page).library.edit({ documentId, version: 1, ...other });
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('Something changed here meanwhile.')).toBeVisible();
	await expect(page.getByRole('heading', { name: 'A drill' })).toBeVisible();
	await expect(page.getByLabel('Title')).toHaveValue('The fire drill');
	await expect(page.getByLabel('Description')).toHaveValue('Every spring.');
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByRole('heading', { name: 'The fire drill' })).toBeVisible();
	await expect(page.getByText('Every spring.').first()).toBeVisible();
});

test('without scripts a plain form adds a document, and a link takes it', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const { path, address } = await openLibrary(page, places, mails);
	const cookies = await page.context().cookies(address);
	const context = await browser.newContext({ javaScriptEnabled: false });
	await context.addCookies(cookies);
	const plain = await context.newPage();
	await plain.goto(path);
	await plain.getByLabel('Tags').fill('#Hours, 2026');
	await adding(plain).setInputFiles(await onDisk('Öffnungszeiten 2026.txt', 'Ab neun'));
	await plain.getByRole('button', { name: 'Send' }).click();
	await expect(plain.getByText('The document is in the library.')).toBeVisible();
	await plain.getByRole('link', { name: 'Öffnungszeiten 2026', exact: true }).click();
	const tags = plain.getByRole('list', { name: 'Tags' }).getByRole('link');
	await expect(tags).toHaveText(['2026', 'Hours']);
	expect(await savedText(plain, /^Download \d/)).toBe('Ab neun');
	await adding(plain).setInputFiles(await onDisk('empty.txt', ''));
	await plain.getByRole('button', { name: 'Send' }).click();
	await expect(plain.getByText('Choose a file that is not empty.')).toBeVisible();
	await context.close();
});

test('files dropped on the library are sent; one that breaks off is tried again', async ({
	page,
	places,
	mails,
}) => {
	await openLibrary(page, places, mails);
	await alive(page);
	let refused = 0;
	await page.route('**/api/trpc/library.add*', async (route) => {
		refused += 1;
		return refused === 1 ? route.abort('failed') : route.continue();
	});
	const dropped = await page.evaluateHandle(() => {
		const data = new DataTransfer();
		for (const name of ['Map.txt', 'Key.txt', 'List.txt'])
			data.items.add(new File([name], name, { type: 'text/plain' }));
		return data;
	});
	const form = page.locator('form[enctype]');
	await form.dispatchEvent('dragover', { dataTransfer: dropped });
	await form.dispatchEvent('drop', { dataTransfer: dropped });
	// Those that were on their way in one request failed together.
	const again = page.getByRole('button', { name: 'Try again' });
	await expect(again.first()).toBeVisible();
	while ((await again.count()) > 0) await again.first().click();
	for (const name of ['Map', 'Key', 'List'])
		await expect(page.getByRole('link', { name, exact: true })).toBeVisible();
	await expect(page.getByRole('list', { name: 'Files on their way' })).toHaveCount(0);
});
