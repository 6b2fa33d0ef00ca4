import { testPhoto } from '@kith/testing/test-photo';
import { communityApi } from '../api.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly, publishPost } from '../scene.ts';

type Journey = Parameters<Parameters<typeof test>[2]>[0];

/** A space gets a cover in the studio; members find it there, who is in it, and where somebody writes. */
async function lookAround({ page, places, mails, browser }: Journey) {
	const slug = unique('quay');
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Quay', slug });
	const { groups } = await communityApi(page).spaces.navigation();
	const space = groups.flatMap(({ spaces }) => spaces)[0];
	const studio = `${places.studio}/c/${id}/content/spaces/${space?.id}`;
	const { page: guest } = await someoneElse(browser);
	const email = `${unique('ann')}@example.org`;
	await joinQuickly(guest, address, mails, { email, name: 'Ann Able' });
	await publishPost(guest, 'Boats at noon', 'Seen?', { space: space?.slug ?? '' });

	await page.goto(studio);
	const wide = { name: 'wide.png', mimeType: 'image/png' };
	await page
		.getByRole('button', { name: 'Cover', exact: true })
		.setInputFiles({ ...wide, buffer: Buffer.from(await testPhoto(1600, 500)) });
	await expect(page.getByRole('button', { name: 'Remove' })).toBeVisible();
	await page.getByRole('button', { name: 'Save' }).click();
	await page.waitForURL(/\/content\/spaces$/);

	await guest.goto(`${address}/s/${space?.slug}`);
	const cover = guest.locator('[data-cover]');
	const picture = cover.locator('img:not(.hint)');
	await expect(picture).toHaveJSProperty('complete', true);
	await expect(picture).toHaveAttribute('alt', '');
	const box = await cover.boundingBox();
	expect(Math.round(((box?.width ?? 0) / (box?.height ?? 1)) * 10)).toBe(32);
	await expectNoSidewaysScroll(guest);
	await expectAccessible(guest);

	const tabs = guest.getByRole('navigation', { name: 'Parts of this space' });
	await tabs.getByRole('link', { name: 'Members' }).press('Enter');
	await expect(guest.getByText('Every member of the community can come in here.')).toBeVisible();
	await expect(cover).toBeVisible();
	const about = guest.getByRole('region', { name: 'About this space' });
	await expect(about.getByRole('link', { name: 'Olga Organizer' })).toBeVisible();
	await expectNoSidewaysScroll(guest);
	await expectAccessible(guest);
	const people = guest.getByRole('region', { name: 'Members' });
	await people.getByRole('link', { name: 'Ann Able' }).press('Enter');
	await guest.getByRole('link', { name: 'Spaces', exact: true }).press('Enter');
	await expect(guest.getByRole('main').getByRole('link', { name: space?.name })).toBeVisible();
	await expectNoSidewaysScroll(guest);
	await expectAccessible(guest);

	await page.goto(studio);
	await page.getByRole('button', { name: 'Remove' }).click();
	await page.getByRole('button', { name: 'Save' }).click();
	await page.waitForURL(/\/content\/spaces$/);
	await guest.goto(`${address}/s/${space?.slug}`);
	await expect(guest.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(cover).toHaveCount(0);
}

test('a space shows its cover, who is in it, and where they write', lookAround);
test('the same on a phone @phone', lookAround);
