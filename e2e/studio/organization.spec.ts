import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { enterCode, someoneElse } from '../people.ts';
import { foundCommunity } from '../scene.ts';

test('an organization is set up, found in the switcher, and handed over to somebody else', async ({
	page,
	browser,
	places,
	mails,
}) => {
	const slug = unique('quay');
	const email = `${slug}-tess@example.org`;
	const { id } = await foundCommunity(page, places, mails, { name: 'Café Över Quay', slug });
	await page.goto(`${places.studio}/c/${id}`);
	await page.getByRole('button', { name: 'Switch community' }).click();
	const search = page.getByRole('combobox', { name: 'Find a community' });
	await expect(page.getByRole('option', { name: 'Café Över Quay' })).toBeVisible();
	await expectAccessible(page);
	await search.fill('nothing like it');
	await expect(page.getByText('No community of yours is called that.')).toBeVisible();
	await search.fill('OVER cafe');
	await expect(page.getByRole('option', { name: 'Café Över Quay' })).toBeVisible();
	await search.press('Enter');
	await expect(search).toBeHidden();
	await page.keyboard.press('Control+k');
	await page.getByRole('combobox').fill('quay');
	await page.keyboard.press('Escape');

	await page.goto(`${places.studio}/home`);
	await page.getByRole('link', { name: 'Organization settings' }).click();
	await page.getByLabel('Name of the organization').fill('Quay & Co');
	await page.getByLabel('Address for notices').fill(`${slug}-office@example.org`);
	await page.getByLabel('Time zone of its mails').selectOption('Europe/Berlin');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('Everything is saved')).toBeVisible();
	await page.getByLabel('Their e-mail address').fill(email);
	await page.getByRole('radio', { name: 'I leave' }).check();
	await page.setViewportSize({ width: 360, height: 740 });
	await expectNoSidewaysScroll(page);
	await expectAccessible(page);
	await page.setViewportSize({ width: 1280, height: 720 });
	await page.getByRole('button', { name: 'Offer the organization' }).click();
	await expect(page.getByText(`Offered to ${email}. The link`)).toBeVisible();

	const { page: guest, context } = await someoneElse(browser);
	await guest.goto(await mails.link(email, /offers you Quay & Co/));
	await guest.getByRole('link', { name: 'Sign in to accept' }).click();
	await guest.getByLabel('E-mail').fill(email);
	const known = await mails.count(email);
	await guest.getByRole('button', { name: 'Send me a code' }).click();
	await enterCode(guest, await mails.code(email, known), 'Sign in', /\/invitation/);
	await expect(guest.getByText('leaves the organization')).toBeVisible();
	await expectAccessible(guest);
	await guest.getByRole('button', { name: 'Accept and own it' }).click();
	await expect(guest.getByRole('link', { name: 'Open studio' })).toBeVisible();
	expect(await mails.link(`${slug}-office@example.org`, /owns Quay & Co now/)).toContain('/home');
	await guest.getByRole('link', { name: 'Organization settings' }).click();
	await expect(guest.getByText('It can be deleted once its 1 community is gone.')).toBeVisible();
	await context.close();

	await page.goto(`${places.studio}/home`);
	await expect(page.getByText('Quay & Co')).toHaveCount(0);
});
