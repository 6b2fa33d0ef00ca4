import type { Page } from '@playwright/test';
import { communityApi } from '../api.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly, publishComment, publishPost } from '../scene.ts';

const line = (page: Page, label: string) =>
	page.locator('dl > div').filter({ has: page.getByText(label, { exact: true }) });

for (const title of [
	'a member sees what they are shown things for, has it forgotten and switches it off',
	'a member sees what they are shown things for, has it forgotten and switches it off @phone',
])
	test(title, async ({ page, browser, places, mails }) => {
		const slug = unique('taste');
		const { address } = await foundCommunity(page, places, mails, { name: 'Taste', slug });
		const { id } = await publishPost(page, 'About signal boxes', 'Levers.', {
			tags: ['Signal boxes'],
		});
		const { page: reader, context } = await someoneElse(browser);
		const email = `${slug}-reader@example.org`;
		await joinQuickly(reader, address, mails, { email, name: 'Rea Reader' });
		await publishComment(reader, id, 'Who has the key?');
		await communityApi(reader).reactions.set({
			...{ subjectKind: 'post', subjectId: id, emoji: '👍', on: true },
		});

		await reader.goto(`${address}/?feed=for_you`);
		await expect(reader.getByText('Chosen by what you follow and do here.')).toBeVisible();
		await reader.getByRole('link', { name: 'How it is made' }).click();
		await expect(line(reader, 'Whom you answer')).toContainText('Olga Organizer');
		await expect(line(reader, 'Whose posts you react to')).toContainText('Olga Organizer');
		await expect(line(reader, 'Tags of what you take part in')).toContainText('Signal boxes');
		await expect(line(reader, 'Members you follow')).toContainText('None yet');
		await expectAccessible(reader);
		await expectNoSidewaysScroll(reader);

		await reader.getByText('Forget what was learned').click();
		await expect(reader.getByText(/This cannot be undone/)).toBeVisible();
		await reader.getByRole('button', { name: 'Yes, forget it' }).click();
		await expect(reader.getByText('Forgotten.')).toBeVisible();
		await expect(line(reader, 'Whom you answer')).toContainText('None yet');

		await reader.getByRole('button', { name: 'Switch off' }).click();
		await expect(reader.getByText('What you do here does not count')).toBeVisible();
		await expect(line(reader, 'Whom you answer')).toHaveCount(0);
		await expectAccessible(reader);
		await reader.goto(`${address}/?feed=for_you`);
		await expect(reader.getByText(/What you do here is not looked at/)).toBeVisible();
		await context.close();
	});

test('it is seen and switched without JavaScript', async ({ page, browser, places, mails }) => {
	const slug = unique('plain');
	const { address } = await foundCommunity(page, places, mails, { name: 'Plain', slug });
	const storageState = await page.context().storageState();
	const context = await browser.newContext({ javaScriptEnabled: false, storageState });
	const plain = await context.newPage();
	await plain.goto(`${address}/settings/for-you`);
	await plain.getByRole('button', { name: 'Switch off' }).click();
	await expect(plain.getByText('Switched off.')).toBeVisible();
	await plain.getByText('Forget what was learned').click();
	await plain.getByRole('button', { name: 'Yes, forget it' }).click();
	await expect(plain.getByText('Forgotten.')).toBeVisible();
	await plain.getByRole('button', { name: 'Switch on' }).click();
	await expect(plain.getByText('What you do here counts', { exact: true })).toBeVisible();
	await context.close();
});
