import { readFile } from 'node:fs/promises';
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
import { someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly } from '../scene.ts';

test('an admin publishes guidelines to be accepted and sees in a table who accepted', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('rules');
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Rules', slug });
	const { page: guest, context } = await someoneElse(browser);
	const email = `${slug}-g@example.org`;
	await joinQuickly(guest, address, mails, { email, name: '=Gustav, Guest' });

	await page.goto(`${places.studio}/c/${id}/guidelines`);
	await expect(page.getByText('2 of 2 active members have accepted this version.')).toBeVisible();
	await page.getByRole('link', { name: 'Edit' }).first().click();
	await page.getByLabel('The rule in short').first().fill('Be kind, first of all');
	await expect(page.getByText('Be kind, first of all')).toBeVisible();
	await page.getByRole('button', { name: 'Move Be kind, first of all' }).press('Alt+ArrowDown');
	await expect(page.getByLabel('The rule in short').nth(1)).toHaveValue('Be kind, first of all');
	await page.getByLabel('What changed').fill('Kindness comes first.');
	await page.getByRole('switch', { name: /must accept/ }).check();
	await expect(page.getByText(/^1 active member is asked/)).toBeVisible();
	await page.reload();
	await expect(page.getByLabel('What changed')).toHaveValue('Kindness comes first.');
	await expectAccessible(page);

	// Somebody else is faster: what was typed stays, and goes on top.
	expect(await publishElsewhere(page, address)).toBe(2);
	await page.getByRole('button', { name: 'Publish' }).click();
	const dialog = page.getByRole('alertdialog');
	await expect(dialog).toContainText('Publish version 2?');
	await expect(dialog).toContainText('1 rule reads differently.');
	await dialog.getByRole('button', { name: 'Publish' }).click();
	await expect(page.getByText('Somebody else saved in the meantime')).toBeVisible();
	await expect(page.getByLabel('What changed')).toHaveValue('Kindness comes first.');
	await page.getByRole('button', { name: 'Go on with mine' }).click();
	await page.getByRole('button', { name: 'Publish' }).click();
	await expect(dialog).toContainText('1 active member must accept it');
	await dialog.getByRole('button', { name: 'Publish' }).click();
	await expect(page.getByText('Version 3 is in force')).toBeVisible();

	await communityApi(guest).guidelines.accept({ version: 3 });
	await context.close();
	await page.getByRole('link', { name: 'Acceptances' }).click();
	await expect(page.getByRole('row')).toHaveCount(6);
	await page.getByLabel('Version').selectOption('Version 3');
	await expect(page.getByRole('row')).toHaveCount(3);
	const saved = page.waitForEvent('download');
	await page.getByRole('link', { name: 'Export as CSV' }).click();
	const file = await saved;
	expect(file.suggestedFilename()).toMatch(/^guidelines-rules-.*-v3-\d{4}-\d\d-\d\d\.csv$/);
	const lines = (await readFile(await file.path(), 'utf8')).split('\r\n');
	expect(lines[0]).toBe('\uFEFFVersion,Name,Handle,Member ID,Accepted (UTC)');
	expect(
		lines
			.slice(1, -1)
			.map((line) => line.slice(0, 17))
			.toSorted(),
	).toEqual([...['3,"\'=Gustav, Gues', '3,Olga Organizer,']]);

	await page.getByRole('link', { name: 'Versions' }).click();
	await page.getByText('Version 1', { exact: true }).first().click();
	await page.getByRole('button', { name: 'Use this text again Version 1' }).click();
	await expect(page.getByLabel('The rule in short').first()).not.toHaveValue(/Be kind, first/);
	await expect(page.getByText('Not published yet.')).toBeVisible();
});

/** Publishes the guidelines in force once more, from the community's own pages; answers the new version. */
async function publishElsewhere(page: Page, address: string): Promise<number> {
	const other = await page.context().newPage();
	await other.goto(address);
	const { guidelines } = communityApi(other);
	const { title = '', rules = [], version: basedOn = 0 } = (await guidelines.current({})) ?? {};
	const texts = { title, rules, changes: 'The same again.', mustAccept: false };
	const { version } = await guidelines.publish({ basedOn, ...texts });
	await other.close();
	return version;
}

test('a question is made whose answer follows a space and opens a private one', async ({
	page,
	places,
	mails,
}) => {
	const slug = unique('hello');
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Hello', slug });
	const { spaces } = communityApi(page);
	const vault = { name: 'Vault', slug: 'vault', icon: '', description: '' };
	await spaces.create({
		...{ ...vault, groupId: null, visibility: 'private', posting: 'everyone', library: 'off' },
	});
	await page.goto(`${places.studio}/c/${id}/onboarding`);
	await expect(page.getByText('No questions yet')).toBeVisible();
	await expect(page.getByText('Joined', { exact: true })).toBeVisible();
	await expect(page.getByText('Everything is saved')).toBeVisible();
	await page.getByRole('button', { name: 'Add a question' }).click();
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('Write the question.')).toBeVisible();
	await page.getByLabel('Question', { exact: true }).fill('What brings you here?');
	await page.getByLabel('Answer 1', { exact: true }).fill('Curiosity');
	await page.getByRole('button', { name: 'What Curiosity does' }).click();
	const choice = page.getByLabel('Spaces they then follow');
	await choice.selectOption('Vault (private)');
	await expect(page.getByText('Who chooses this answer gets into Vault.')).toBeVisible();
	await expect(page.getByRole('radio', { name: /Curiosity/ })).toBeVisible();
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Actions for Answer 2' }).click();
	await page.getByRole('menuitem', { name: 'Remove' }).click();
	await expect(page.getByLabel('Answer 2', { exact: true })).toHaveCount(0);
	await page.getByRole('button', { name: 'Undo' }).click();
	await page.getByLabel('Answer 2', { exact: true }).fill('A friend');
	await store(page.getByRole('button', { name: 'Save', exact: true }));
	await expect(page.getByText('Everything is saved')).toBeVisible();
	await page.goto(address);
	const { questions } = await communityApi(page).onboarding.welcome();
	expect(questions[0]?.answers).toMatchObject([
		...[
			{ label: 'Curiosity', spaces: ['Vault'] },
			{ label: 'A friend', spaces: [] },
		],
	]);
});

test('guidelines and onboarding fit a phone @phone', async ({ page, places, mails }) => {
	const slug = unique('small');
	const { id } = await foundCommunity(page, places, mails, { name: 'Small', slug });
	const root = `${places.studio}/c/${id}`;
	for (const path of ['guidelines', 'guidelines/edit', 'guidelines/acceptances', 'onboarding']) {
		await page.goto(`${root}/${path}`);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		if (path === 'onboarding') {
			await expect(page.getByText('Everything is saved')).toBeVisible();
			await page.getByRole('button', { name: 'Add a question' }).click();
		}
		await expectNoSidewaysScroll(page);
		await expectAccessible(page);
	}
});
