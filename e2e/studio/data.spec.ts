import { expect, expectAccessible, test, unique } from '../journey.ts';
import { foundCommunity, publishComment, publishPost } from '../scene.ts';

test('a community is exported, comes back as a new one at the same paths, and one of them is closed and kept', async ({
	page,
	places,
	mails,
}) => {
	const slug = unique('vault');
	const twin = `${slug}-twin`;
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Vault', slug });
	const { id: postId, path } = await publishPost(page, 'Kept for ever', 'Every word of it.');
	await publishComment(page, postId, 'And this one, too.');

	await page.goto(`${places.studio}/c/${id}/settings/usage`);
	await expect(page.getByText('Published and still there')).toHaveCount(2);
	await expectAccessible(page);

	await page.goto(`${places.studio}/c/${id}/settings/data`);
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Ask for an export' }).click();
	const link = page.getByRole('link', { name: /Download the export/ });
	await expect(link).toBeVisible({ timeout: 15_000 });
	const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
	expect(download.suggestedFilename()).toMatch(new RegExp(`^${slug}-.*\\.tar\\.gz$`));

	await page.getByRole('link', { name: 'Bring in a community' }).click();
	await page.getByLabel('Exported file').setInputFiles(await download.path());
	await page.getByRole('button', { name: 'Look into it' }).click();
	await expect(page.getByText('Ready to be brought in')).toBeVisible({ timeout: 15_000 });
	await expectAccessible(page);
	await page.getByLabel('Its address').fill(slug);
	await page.getByRole('button', { name: 'Make the community' }).click();
	await expect(page.getByText(/is taken/)).toBeVisible();
	await page.getByLabel('Its address').fill(twin);
	await page.getByRole('button', { name: 'Make the community' }).click();
	await expect(page.getByRole('link', { name: 'Open it' })).toBeVisible({ timeout: 15_000 });

	const there = new URL(address);
	there.hostname = there.hostname.replace(slug, twin);
	await page.goto(there.origin + path);
	await expect(page.getByRole('heading', { name: 'Kept for ever' })).toBeVisible();
	await expect(page.getByText('And this one, too.')).toBeVisible();

	await page.goto(`${places.studio}/c/${id}/settings/data`);
	await page.getByLabel(`Type ${slug} to confirm`).fill('something else');
	await page.getByRole('button', { name: 'Close and delete' }).click();
	await expect(page.getByText('That is not the address of this community.')).toBeVisible();
	await page.getByLabel(`Type ${slug} to confirm`).fill(slug);
	await page.getByRole('button', { name: 'Close and delete' }).click();
	await expect(page.getByText('This community is closed')).toBeVisible();
	await expectAccessible(page);
	const closed = await page.goto(address + path);
	expect(closed?.status()).toBe(503);
	await expect(page.getByRole('heading', { name: 'Vault is closed' })).toBeVisible();
	await expect(page.getByText('Kept for ever')).toHaveCount(0);

	await page.goto(`${places.studio}/c/${id}/settings/data`);
	await page.getByRole('button', { name: 'Keep the community' }).click();
	await expect(page.getByText('This community is closed')).toHaveCount(0);
	await page.goto(address + path);
	await expect(page.getByRole('heading', { name: 'Kept for ever' })).toBeVisible();
});
