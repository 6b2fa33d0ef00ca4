import { randomUUID } from 'node:crypto';
import { communityApi } from '../api.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { SOON, someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly } from '../scene.ts';

test('an owner sells a tier that opens a private space, gives it to a member, extends it and ends it', async ({
	page,
	browser,
	places,
	mails,
}) => {
	test.setTimeout(150_000);
	const slug = unique('lounge');
	const { id, address } = await foundCommunity(page, places, mails, { name: 'Lounge', slug });
	await communityApi(page).spaces.create({
		...{ name: 'First class', slug: 'first-class', icon: '🛏️', description: '', groupId: null },
		...{ visibility: 'private', posting: 'everyone', library: 'off' },
	});
	const { page: guest, context } = await someoneElse(browser);
	await joinQuickly(guest, address, mails, { email: `${slug}-m@example.org`, name: 'Mia Member' });
	const door = guest.getByRole('link', { name: /First class/ }).first();
	await expect(door).toHaveCount(0);

	await page.goto(`${places.studio}/c/${id}/revenue/tiers`);
	await expect(page.getByRole('heading', { name: 'Sell memberships' })).toBeVisible();
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Switch memberships on' }).click();
	await expect(page.getByText('No tiers yet')).toBeVisible({ timeout: SOON });

	await page.getByRole('link', { name: 'New tier' }).click();
	await page.getByRole('button', { name: 'Create and add prices' }).click();
	await expect(page.getByText('Give it a name.')).toBeVisible();
	await page.getByLabel('Name', { exact: true }).fill('Night Owls');
	await expect(page.getByLabel('Address')).toHaveValue('night-owls');
	await page.getByRole('button', { name: 'Add a benefit' }).click();
	await page.getByLabel('Benefit 1', { exact: true }).fill('A seat in the lounge');
	await page.getByRole('checkbox', { name: /First class/ }).check();
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Create and add prices' }).click();
	await expect(page.getByRole('heading', { name: 'Night Owls', level: 1 })).toBeVisible({
		timeout: SOON,
	});

	await page.getByRole('button', { name: 'Add a price' }).click();
	const panel = page.getByRole('dialog');
	await panel.getByRole('button', { name: 'Add price' }).click();
	await expect(panel.getByText(/^Write an amount that exists/)).toBeVisible();
	await panel.getByLabel('Currency', { exact: true }).selectOption('eur');
	await panel.getByLabel('Amount', { exact: true }).fill('9');
	await expectAccessible(page);
	await panel.getByRole('button', { name: 'Add price' }).click();
	await expect(page.getByText('€9 a month').first()).toBeVisible();
	await page.getByRole('button', { name: 'Add a price' }).click();
	await panel.getByLabel('How often').selectOption('year');
	await panel.getByLabel('Amount', { exact: true }).fill('90');
	await panel.getByRole('button', { name: 'Add price' }).click();
	await expect(page.getByText('or €90 a year')).toBeVisible();
	await expect(page.getByText('Nobody can pay yet')).toBeVisible();
	await page.getByRole('button', { name: 'Publish' }).click();
	await expect(page.getByText('Night Owls is on offer')).toBeVisible();
	await expectAccessible(page);
	await expectNoSidewaysScroll(page);

	await page.goto(`${places.studio}/c/${id}/revenue/tiers`);
	await expect(page.getByText('€9 a month · €90 a year')).toBeVisible();
	await expect(page.getByText('Published', { exact: true })).toBeVisible();
	await expectAccessible(page);

	await page.goto(`${places.studio}/c/${id}/revenue/offers`);
	await expect(page.getByText('No offers yet')).toBeVisible();
	await page.getByRole('button', { name: 'New offer', exact: true }).click();
	await panel.getByRole('button', { name: 'Make offer' }).click();
	await expect(panel.getByText('Give it a name.')).toBeVisible();
	await panel.getByLabel('Name', { exact: true }).fill('Opening night');
	await panel.getByLabel('Code', { exact: true }).fill('opening-night');
	await panel.getByLabel('How long').selectOption('months');
	await expect(panel.getByText('€7.20 a month for 3 months, then €9 a month')).toBeVisible();
	await expectAccessible(page);
	await panel.getByRole('button', { name: 'Make offer' }).click();
	await expect(page.getByText('OPENING-NIGHT')).toBeVisible();
	await expect(page.getByText('20% off for 3 months')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Copy link' })).toBeVisible();
	await expectAccessible(page);
	await expectNoSidewaysScroll(page);
	await page.getByRole('button', { name: 'Actions for Opening night' }).click();
	await page.getByRole('menuitem', { name: 'Archive' }).click();
	const archiving = page.getByRole('alertdialog');
	await expect(archiving.getByText('Who has it keeps it')).toBeVisible();
	await archiving.getByRole('button', { name: 'Archive' }).click();
	await expect(page.getByText('No offers yet')).toBeVisible();

	await page.goto(`${places.studio}/c/${id}/revenue/memberships`);
	await page.getByRole('button', { name: 'Give a membership' }).first().click();
	const giving = page.getByRole('dialog');
	await giving.getByRole('button', { name: 'Give', exact: true }).click();
	await expect(giving.getByText('Choose a member.')).toBeVisible();
	await giving.getByLabel('Member', { exact: true }).fill('Mia');
	await giving.getByRole('button', { name: /Mia Member/ }).click();
	await giving.getByLabel('Reason').fill('Won the raffle');
	await expectAccessible(page);
	await giving.getByRole('button', { name: 'Give', exact: true }).click();
	await expect(page.getByText('Mia Member has Night Owls now')).toBeVisible();
	const row = page.getByRole('row', { name: /Mia Member/ });
	await expect(row).toContainText('no end');
	await expectAccessible(page);
	await guest.reload();
	await expect(door).toHaveAttribute('href', /\/s\//);

	await row.getByRole('button', { name: 'Actions for Mia Member' }).click();
	await page.getByRole('menuitem', { name: 'Change its end' }).click();
	const nextYear = new Date().getFullYear() + 1;
	await page.getByLabel('Last day').fill(`${nextYear}-03-03`);
	await page.getByLabel('Reason').fill('Until spring');
	await page.getByRole('button', { name: 'Change', exact: true }).click();
	await expect(row).toContainText(`ends Mar 3, ${nextYear}`);

	await row.getByRole('button', { name: 'Actions for Mia Member' }).click();
	await page.getByRole('menuitem', { name: 'End now' }).click();
	const ending = page.getByRole('alertdialog');
	await expect(ending.getByText('The space First class')).toBeVisible();
	await ending.getByRole('button', { name: 'End now' }).click();
	await expect(ending.getByText('Say why.')).toBeVisible();
	await expectAccessible(page);
	await ending.getByLabel('Reason').fill('It was a mistake');
	await ending.getByRole('button', { name: 'End now' }).click();
	await expect(page.getByText('Nobody has a membership yet')).toBeVisible();
	await guest.reload();
	await expect(guest.getByRole('heading', { name: 'Latest' })).toBeVisible();
	// Its door is still seen, and leads to what opens it.
	await expect(door).toHaveAttribute('href', /\/membership\?opens=/);
	await context.close();

	await page.getByLabel('State').selectOption('canceled');
	await expect(row).toContainText('Ended');
});

test('@phone tiers and memberships with long names fit, and a price is added by thumb', async ({
	page,
	places,
	mails,
}) => {
	const slug = unique('thumb');
	const long = 'Donaudampfschifffahrtsgesellschaftskapitänspatronat';
	const { id } = await foundCommunity(page, places, mails, { name: 'Thumb', slug });
	const { members, memberships, tiers } = communityApi(page);
	await tiers.start();
	const tierId = randomUUID();
	await tiers.create({
		...{ id: tierId, name: long, slug: 'patron', description: long, benefits: [long] },
		...{ entitlements: [], visibility: 'hidden', trialDays: 14 },
	});
	await tiers.setStatus({ tierId, version: 1, status: 'published' });
	const { id: memberId } = await members.me();
	await memberships.give({
		...{ id: randomUUID(), memberId, tierId, endsAt: null, reason: 'Founded it' },
	});

	const root = `${places.studio}/c/${id}/revenue`;
	await page.goto(`${root}/tiers`);
	await page.getByRole('link', { name: long }).click();
	await expect(page.getByText('14 days free')).toBeVisible();
	await page.getByRole('button', { name: 'Add a price' }).click();
	const panel = page.getByRole('dialog');
	await panel.getByRole('radio', { name: /^Pay what you want/ }).check();
	await panel.getByLabel('Currency', { exact: true }).selectOption('jpy');
	await panel.getByLabel('Least', { exact: true }).fill('200');
	await panel.getByLabel('Suggested', { exact: true }).fill('500');
	await expectNoSidewaysScroll(page);
	await panel.getByRole('button', { name: 'Add price' }).click();
	await expect(page.getByText('from ¥200 a month').first()).toBeVisible();
	await expectNoSidewaysScroll(page);
	await expectAccessible(page);

	await page.goto(`${root}/memberships`);
	await expect(page.getByText(long).last()).toBeVisible();
	await expectNoSidewaysScroll(page);
	await expectAccessible(page);
	await page.getByRole('button', { name: /^Actions for/ }).click();
	await expect(page.getByRole('menuitem', { name: 'End now' })).toBeVisible();
});
