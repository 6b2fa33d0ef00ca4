import type { Page } from '@playwright/test';
import type { NewPoll } from '@kith/domains/polls/schema';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { foundCommunity, joinQuickly, publishPost } from '../scene.ts';
import { editorOf } from '../writing.ts';

const TEA: NewPoll = {
	...{ method: 'single', choices: ['Tea', 'Coffee'], maxChoices: 1, openDays: 7 },
	...{ isAnonymous: false, results: 'after_vote' },
};

for (const where of ['', ' @phone'])
	test(`a poll is written, answered, changed and closed${where}`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		const slug = unique('polled');
		const { address } = await foundCommunity(page, places, mails, { name: 'Polled', slug });
		await page.goto(`${address}/new`);
		await expect(editorOf(page)).toBeVisible();
		await page.getByLabel('Title').fill('What do we drink?');
		await page.getByText('Add a poll').click();
		await page.getByLabel('Choice 1').fill('Tea');
		await page.getByLabel('Choice 2').fill('Coffee');
		await page.getByLabel('Results are seen').selectOption('After voting');
		await editorOf(page).pressSequentially('Tell us.');
		await page.getByRole('button', { name: 'Publish' }).click();
		await page.waitForURL(/\/p\//);
		const path = new URL(page.url()).pathname;
		const poll = page.getByRole('region', { name: 'Poll' });
		await expect(poll).toContainText('Results appear once you have voted.');
		await expectAccessible(page);
		await poll.getByRole('radio', { name: 'Tea' }).focus();
		await page.keyboard.press('ArrowDown');
		await poll.getByRole('button', { name: 'Vote' }).click();
		await expect(poll).toContainText('100%, 1');
		await expect(poll).toContainText('1 person voted');

		const guest = await browser.newPage();
		const email = `${slug}-guest@example.org`;
		await joinQuickly(guest, address, mails, { email, name: 'Gus Guest' });
		await guest.goto(address + path);
		const theirs = guest.getByRole('region', { name: 'Poll' });
		await theirs.getByText('Tea', { exact: true }).click();
		await theirs.getByRole('button', { name: 'Vote' }).click();
		await expect(theirs).toContainText('2 people voted');
		await expect(theirs.getByRole('button', { name: 'Close the poll' })).toBeHidden();
		await expect(poll).toContainText('2 people voted');
		await poll.getByRole('link', { name: 'Who chose this: Tea' }).click();
		await expect(poll.getByRole('link', { name: 'Gus Guest' })).toBeVisible();
		await expectAccessible(page);
		await theirs.getByRole('button', { name: 'Take vote back' }).click();
		await expect(theirs).toContainText('1 person voted');
		await poll.getByRole('button', { name: 'Close the poll' }).click();
		await expect(poll.getByText('Closed', { exact: true })).toBeVisible();
		await expect(theirs.getByRole('button', { name: 'Vote' })).toBeHidden();
		await expect(theirs).toContainText('Won');
		await guest.close();
	});

test('several choices and an order of them are given with scripts, too', async ({
	page,
	places,
	mails,
}) => {
	const slug = unique('ranks');
	const { address } = await foundCommunity(page, places, mails, { name: 'Ranks', slug });
	const choices = ['Tea', 'Coffee', 'Cocoa'];
	const open = { ...TEA, choices, results: 'always' as const };
	const many = await publishPost(page, 'What all?', 'Which?', {
		poll: { ...open, method: 'multiple', maxChoices: 2 },
	});
	const ranked = await publishPost(page, 'In which order?', 'Which?', {
		poll: { ...open, method: 'ranked', maxChoices: 3 },
	});
	const poll = page.getByRole('region', { name: 'Poll' });
	await page.goto(address + many.path);
	await expect(poll.getByText('Choose up to 2')).toBeVisible();
	for (const choice of choices) await poll.getByRole('checkbox', { name: choice }).check();
	await poll.getByRole('button', { name: 'Vote' }).click();
	await expect(page.getByText('That choice does not fit this poll.')).toBeVisible();
	await poll.getByRole('checkbox', { name: 'Coffee' }).uncheck();
	await poll.getByRole('button', { name: 'Vote' }).click();
	await expect(poll).toContainText('1 person voted');

	await page.goto(address + ranked.path);
	await poll.getByLabel('Rank of “Cocoa”').selectOption('1');
	await poll.getByLabel('Rank of “Tea”').selectOption('2');
	await poll.getByRole('button', { name: 'Vote' }).click();
	await expect(poll).toContainText('1 person voted');
	await poll.getByRole('button', { name: 'Close the poll' }).click();
	await expect(poll.getByText('Won')).toBeVisible();
	await expectAccessible(page);
});

test('without scripts a poll is a plain form, ranked or not', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('bare');
	const { address } = await foundCommunity(page, places, mails, { name: 'Bare', slug });
	const single = await publishPost(page, 'Drinks?', 'Which?', { poll: TEA });
	const ranked = await publishPost(page, 'Order?', 'Which?', {
		poll: { ...TEA, method: 'ranked', choices: ['Tea', 'Coffee', 'Cocoa'] },
	});
	const state = await page.context().storageState();
	const context = await browser.newContext({ javaScriptEnabled: false, storageState: state });
	const bare = await context.newPage();
	await bare.goto(address + single.path);
	await bare.getByRole('radio', { name: 'Coffee' }).check();
	await bare.getByRole('button', { name: 'Vote' }).click();
	await expect(bare.getByRole('radio', { name: 'Coffee' })).toBeChecked();
	await expect(bare.getByText('100%, 1')).toBeVisible();
	await bare.getByRole('button', { name: 'Take vote back' }).click();
	await expect(bare.getByText('0 people voted')).toBeVisible();

	await bare.goto(address + ranked.path);
	await bare.getByLabel('Rank of “Cocoa”').selectOption('1');
	await bare.getByLabel('Rank of “Tea”').selectOption('2');
	await bare.getByRole('button', { name: 'Vote' }).click();
	await expect(bare.getByLabel('Rank of “Cocoa”')).toHaveValue('1');
	await expect(bare.getByLabel('Rank of “Tea”')).toHaveValue('2');
	await expect(bare.getByText('1 person voted')).toBeVisible();
	await context.close();
});

test('@phone a poll with long choices fits a phone', async ({ page, places, mails }) => {
	const slug = unique('thumb');
	const { address } = await foundCommunity(page, places, mails, { name: 'Thumb', slug });
	const LONG = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
	const poll: NewPoll = { ...TEA, choices: [LONG, 'Tee'], results: 'always', isAnonymous: true };
	const { path } = await publishPost(page, 'Long?', 'Which?', { poll });
	await page.setViewportSize({ width: 360, height: 740 });
	await page.goto(address + path);
	await expectNoSidewaysScroll(page);
	await page.getByRole('radio', { name: LONG }).check();
	await page.getByRole('button', { name: 'Vote' }).click();
	await expect(page.getByText('1 person voted')).toBeVisible();
	await expect(page.getByText('Who chose this')).toBeHidden();
	await expectNoSidewaysScroll(page);
	await expectAccessible(page);
});

async function edit(page: Page): Promise<void> {
	await page.locator('summary[aria-label="More about this post"]').click();
	await page.getByRole('button', { name: 'Edit', exact: true }).click();
}

for (const where of ['on a desk', 'in a hand @phone'])
	test(`a post that is out gets a poll where it is edited, and no second one, ${where}`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		const slug = unique('later');
		const { address } = await foundCommunity(page, places, mails, { name: 'Later', slug });
		const { path } = await publishPost(page, 'What do we drink?');
		await page.goto(address + path);
		await edit(page);
		await page.getByText('Add a poll').click();
		await page.getByLabel('Choice 1').fill('Tea');
		await expectNoSidewaysScroll(page);
		await expectAccessible(page);
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(page.getByText('A poll needs two choices at least')).toBeVisible();
		await page.getByLabel('Choice 2').fill('Coffee');
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		const poll = page.getByRole('region', { name: 'Poll' });
		await poll.getByText('Coffee', { exact: true }).first().click();
		await poll.getByRole('button', { name: 'Vote' }).click();
		await expect(poll).toContainText('1 person voted');

		const guest = await browser.newPage();
		const email = `${slug}-guest@example.org`;
		await joinQuickly(guest, address, mails, { email, name: 'Gus Guest' });
		await guest.goto(address + path);
		const theirs = guest.getByRole('region', { name: 'Poll' });
		await expect(theirs.getByText('Tea', { exact: true }).first()).toBeVisible();
		await guest.close();

		await page.reload();
		await edit(page);
		await expect(editorOf(page)).toBeVisible();
		await expect(page.getByText('Add a poll')).toBeHidden();
	});
