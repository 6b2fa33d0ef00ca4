import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { foundCommunity, joinQuickly, publishPost } from '../scene.ts';

for (const where of ['', ' @phone'])
	test(`a post is shared, taken off the site for a reason, and put back${where}`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		const slug = unique('away');
		const { address } = await foundCommunity(page, places, mails, { name: 'Away', slug });
		const writer = await (await browser.newContext()).newPage();
		const email = `${slug}-wes@example.org`;
		await joinQuickly(writer, address, mails, { email, name: 'Wes Writer' });
		const { path } = await publishPost(writer, 'Cheap watches', 'Buy them now.');
		const origin = new URL(address).origin;
		await writer.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
		if (!where) {
			await writer.goto(address + path);
			await writer.locator('summary[aria-label="More about this post"]').click();
			await writer.getByRole('button', { name: 'Share' }).click();
			await expect(writer.getByText('The link is copied')).toBeVisible();
			const copied = await writer.evaluate(() => navigator.clipboard.readText());
			expect(copied).toMatch(new RegExp(`${path}/cheap-watches\\?utm_source=share$`));
		}

		const remove = async () => {
			await page.goto(address + path);
			await page.locator('summary[aria-label="More about this post"]').click();
			await page.getByRole('button', { name: 'Remove' }).click();
			const dialog = page.getByRole('alertdialog');
			await expect(dialog.getByText('You can put it back.')).toBeVisible();
			await dialog.getByLabel(/^Reason/).fill('We sell nothing here.');
			await dialog.getByRole('button', { name: 'Remove' }).click();
			await expect(page.getByText('The post is removed')).toBeVisible();
		};
		await remove();
		await page.getByRole('button', { name: 'Undo' }).click();
		await expect(page.getByRole('heading', { name: 'Cheap watches' })).toBeVisible();
		await remove();

		await writer.goto(address + path);
		await expect(writer.getByText('The moderators removed this post')).toBeVisible();
		await expect(writer.getByText('We sell nothing here.')).toBeVisible();
		await expect(writer.getByText('Buy them now.')).toBeVisible();
		await expect(writer.getByRole('button', { name: 'Put back' })).toHaveCount(0);
		await expectAccessible(writer);
		await expectNoSidewaysScroll(writer);
		const reader = await (await browser.newContext()).newPage();
		await joinQuickly(reader, address, mails, { email: `${slug}-r@example.org`, name: 'Rea' });
		const answer = await reader.goto(address + path);
		expect(answer?.status()).toBe(404);

		await page.goto(address + path);
		await page.getByRole('button', { name: 'Put back' }).click();
		await expect(page.getByRole('heading', { name: 'Cheap watches' })).toBeVisible();
		await reader.goto(address + path);
		await expect(reader.getByText('Buy them now.')).toBeVisible();
		await reader.context().close();
		await writer.context().close();
	});
