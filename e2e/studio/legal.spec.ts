import {
	expect,
	expectAccessible,
	expectNoSidewaysScroll,
	store,
	test,
	unique,
} from '../journey.ts';
import { join, someoneElse } from '../people.ts';
import { foundCommunity } from '../scene.ts';

test('a community writes its terms, asks for them, and says how it speaks and tells the time', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('law');
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Law', slug });
	const { page: guest, context } = await someoneElse(browser);
	await join(guest, `${address}/join`, mails, `${slug}-nia@example.org`, 'Nia');
	expect((await guest.goto(`${address}/guidelines/terms`))?.status()).toBe(404);

	await page.goto(`${places.studio}/c/${id}/settings/legal`);
	await page.getByRole('link', { name: 'Write it' }).click();
	await page.getByRole('button', { name: 'Add a section' }).click();
	await page.getByLabel('Heading').fill('Who may take part');
	await page.getByLabel('Text', { exact: true }).fill('Everybody.\n\nNobody is turned away.');
	await page.setViewportSize({ width: 360, height: 740 });
	await expectNoSidewaysScroll(page);
	await page.setViewportSize({ width: 1280, height: 720 });
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Publish' }).click();
	await page.getByRole('alertdialog').getByRole('button', { name: 'Publish' }).click();
	await expect(page.getByText('Version 1 is in force')).toBeVisible();

	await guest.goto(address);
	await expect(guest.getByRole('heading', { name: 'Terms', exact: true })).toBeVisible();
	await expectAccessible(guest);
	await guest.getByRole('button', { name: 'I accept these terms' }).click();
	await expect(guest.getByRole('heading', { name: 'Latest' })).toBeVisible();
	await expect(guest.getByRole('link', { name: 'Terms', exact: true }).first()).toBeVisible();
	await page.getByRole('link', { name: 'Acceptances' }).click();
	await expect(page.getByText('Nia', { exact: true })).toBeVisible();

	await page.goto(`${places.studio}/c/${id}/settings/localization`);
	await expectAccessible(page);
	await page.getByLabel('The community’s own language').selectOption('Deutsch');
	for (const language of ['English', '日本語'])
		await page.getByRole('checkbox', { name: language }).uncheck();
	await page.getByLabel('Time zone').selectOption('Asia/Tokyo');
	await page.getByLabel('Hours').selectOption('24 hours (15:00)');
	await store(page.getByRole('button', { name: 'Save', exact: true }));
	await guest.reload();
	await expect(guest.locator('html')).toHaveAttribute('lang', 'de');
	await guest.goto(`${address}/join`);
	await expect(guest.getByRole('link', { name: 'Terms' })).toBeVisible();
	await context.close();
});
