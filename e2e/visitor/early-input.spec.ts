import type { Page } from '@playwright/test';
import { beQuick, untilAlive } from '../alive.ts';
import { communityApi } from '../api.ts';
import { expect, test, unique, type Mails, type Places } from '../journey.ts';
import { foundCommunity, publishPost } from '../scene.ts';
import { editorOf, selectWords } from '../writing.ts';

/**
 * Holds back the scripts of the pages that are opened, as a slow line does, until what it returns is called. Nobody waits
 * for them.
 */
async function holdScripts(page: Page): Promise<() => Promise<void>> {
	await beQuick(page);
	const { promise: released, resolve: release } = Promise.withResolvers<void>();
	await page.route('**/_app/immutable/**/*.js', async (route) => {
		await released;
		await route.continue();
	});
	return async () => {
		release();
		await page.unrouteAll({ behavior: 'wait' });
	};
}

/** Opens a page, lets `act` happen before any of its scripts has come, and waits until they have taken it over. */
async function beforeScripts(page: Page, address: string, act: () => Promise<void>): Promise<void> {
	const release = await holdScripts(page);
	await page.goto(address, { waitUntil: 'commit' });
	await act();
	await release();
	await untilAlive(page);
}

test('what is chosen, typed and pressed before the scripts come is done when they have', async ({
	page,
	places,
	mails,
}) => {
	const slug = unique('early');
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Early', slug });

	const language = page.getByLabel('Language');
	await beforeScripts(page, `${address}/settings/appearance`, async () => {
		await language.selectOption('de');
	});
	await expect(language).toHaveValue('de');

	await beforeScripts(page, `${address}/new`, async () => {
		await page.getByLabel('Title').fill('The early bird');
	});
	await editorOf(page).pressSequentially('Has had its worm.');
	// No pause: leaving the page keeps what was written.
	await page.reload();
	await expect(page.getByLabel('Title')).toHaveValue('The early bird');
	await expect(editorOf(page)).toContainText('Has had its worm.');

	const { path } = await publishPost(page, 'Quotable', 'Words worth repeating.');
	await beforeScripts(page, address + path, () => selectWords(page, 'Words worth repeating.'));
	await expect(page.getByRole('button', { name: 'Quote', exact: true })).toBeVisible();

	await beforeScripts(page, `${places.studio}/c/${id}/content/tags`, async () => {
		await page.getByRole('button', { name: 'New group' }).click();
	});
	await expect(page.getByRole('dialog', { name: 'New group' })).toBeVisible();

	await beforeScripts(page, `${places.studio}/c/${id}/moderation/rules`, async () => {
		await page.getByRole('button', { name: 'Add a rule' }).click();
		await page.getByRole('button', { name: 'Save', exact: true }).click();
	});
	await expect(page.getByText('Everything is saved')).toBeVisible();
	await page.reload();
	await expect(page.getByRole('group', { name: 'Rule 1' })).toBeVisible();

	await beforeScripts(page, `${places.studio}/c/${id}/settings/access`, async () => {
		await page.getByRole('radio', { name: /^Private/ }).check();
		await page.getByRole('button', { name: 'Save', exact: true }).click();
	});
	await expect(page.getByRole('button', { name: 'Make it private' })).toBeVisible();

	// A form that only scripts can send waits for them, with all that was typed into it.
	const domain = `${slug}.example`;
	await beforeScripts(page, `${places.studio}/c/${id}/settings/access`, async () => {
		await page.getByLabel('Domains', { exact: true }).fill(domain);
		await page.getByRole('button', { name: 'Save domains and questions' }).click();
	});
	await expect(page.getByText('Saved', { exact: true })).toBeVisible();
	await page.reload();
	await expect(page.getByLabel('Domains', { exact: true })).toHaveValue(domain);
});

test('a code that is asked for before the scripts come is sent once the work for it is done', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('early-code');
	const { address } = await foundCommunity(page, places, mails, { name: 'Early code', slug });
	const { communities } = communityApi(page);
	await communities.updateSignIn({ password: false, passkey: false, captcha: 'always' });
	const stranger = await browser.newPage();
	const email = `${slug}-nora@example.org`;
	const release = await holdScripts(stranger);
	await stranger.goto(`${address}/sign-in`, { waitUntil: 'commit' });
	await stranger.getByLabel('Email').fill(email);
	await stranger.getByRole('button', { name: 'Send me a code' }).click({ noWaitAfter: true });
	await expect(stranger.getByText('Many strangers are asking')).toBeVisible();
	await release();
	await expect(stranger.getByLabel('Six-digit code')).toBeVisible();
	expect(await mails.code(email)).toMatch(/^\d{6}$/);
});

test('@phone the sheet of spaces that was opened before the scripts came stays open', async ({
	page,
	places,
	mails,
}) => {
	const slug = unique('early-sheet');
	const { address } = await foundCommunity(page, places, mails, { name: 'Early sheet', slug });
	const members = page.locator('#spaces').getByRole('link', { name: 'Members' });
	await beforeScripts(page, address, async () => {
		const tabs = page.getByRole('navigation', { name: 'Main areas' });
		await tabs.getByRole('button', { name: 'Spaces' }).click();
		await expect(members).toBeVisible();
	});
	await members.click();
	await expect(page.getByRole('heading', { name: 'Members' })).toBeVisible();
});

/**
 * Holds back every script that a page asks for from now on. What it returns lets them come, and waits until none is on its
 * way any more.
 */
async function holdLater(page: Page): Promise<() => Promise<void>> {
	const { promise: released, resolve: release } = Promise.withResolvers<void>();
	let underway = 0;
	await page.route('**/_app/immutable/**/*.js', async (route) => {
		underway += 1;
		await released;
		await route.continue();
	});
	page.on('requestfinished', (request) => {
		if (request.url().includes('/_app/immutable/')) underway -= 1;
	});
	return async () => {
		await expect.poll(() => underway).toBeGreaterThan(0);
		release();
		await expect.poll(() => underway).toBe(0);
	};
}

const OPEN = {
	method: 'single',
	maxChoices: 1,
	isAnonymous: true,
	results: 'always',
	openDays: null,
} as const;

/** A community and the address of a poll there, signed in as who asks. */
async function askWhatToDrink(page: Page, places: Places, mails: Mails): Promise<string> {
	const slug = unique('asked');
	const { address } = await foundCommunity(page, places, mails, { name: 'Asked', slug });
	const { path } = await publishPost(page, 'What do we drink?', 'Tell us.', {
		poll: { ...OPEN, choices: ['Tea', 'Coffee'] },
	});
	return address + path;
}

test('a part that sleeps takes what was chosen and pressed while its scripts were on their way', async ({
	page,
	places,
	mails,
}) => {
	await page.goto(await askWhatToDrink(page, places, mails));
	await untilAlive(page);
	await page.evaluate(() => Object.assign(window, { stays: true }));
	const release = await holdLater(page);
	const poll = page.getByRole('region', { name: 'Poll' });
	await poll.getByRole('radio', { name: 'Coffee' }).check();
	await poll.getByRole('button', { name: 'Vote' }).click();
	await expect(poll.getByText('1 person voted')).toBeHidden();
	await release();
	await expect(poll.getByText('1 person voted')).toBeVisible();
	await expect(poll.getByRole('radio', { name: 'Coffee' })).toBeChecked();
	// By its scripts: as a plain form it would have loaded the page again.
	expect(await page.evaluate(() => 'stays' in window)).toBe(true);
});

test('words typed into a part that sleeps stay when its scripts come', async ({
	page,
	places,
	mails,
}) => {
	const slug = unique('asleep');
	const { address } = await foundCommunity(page, places, mails, { name: 'Asleep', slug });
	const { path } = await publishPost(page, 'A kettle', 'Please.', { kind: 'idea' });
	await page.goto(address + path);
	await untilAlive(page);
	const release = await holdLater(page);
	await page.getByText('Decide').click();
	const note = page.getByLabel('Official note');
	await note.fill('Next spring.');
	await release();
	await expect(note).toHaveValue('Next spring.');
	await page.getByLabel('Status').selectOption('planned');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.locator('article header').first().getByText('Planned')).toBeVisible();
	await expect(page.getByText('Next spring.').first()).toBeVisible();
});

test('a part whose scripts never come does what its forms do by themselves', async ({
	page,
	places,
	mails,
}) => {
	await page.goto(await askWhatToDrink(page, places, mails));
	await untilAlive(page);
	await page.route('**/_app/immutable/**/*.js', (route) => route.abort());
	await beQuick(page);
	const poll = page.getByRole('region', { name: 'Poll' });
	await poll.getByRole('radio', { name: 'Coffee' }).check();
	await poll.getByRole('button', { name: 'Vote' }).click();
	await expect(poll.getByText('1 person voted')).toBeVisible();
});
