import { communityApi } from '../api.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test, unique } from '../journey.ts';
import { SOON, someoneElse } from '../people.ts';
import { foundCommunity, joinQuickly, publishPost } from '../scene.ts';

for (const where of ['', ' @phone'])
	test(`who moderates sees what came, what was decided and whether somebody was there${where}`, async ({
		page,
		browser,
		places,
		mails,
	}) => {
		const slug = unique('watch');
		const { id, address } = await foundCommunity(page, places, mails, { name: 'Watch', slug });
		const here = `${places.studio}/c/${id}/analytics/moderation`;
		await page.goto(here);
		await expect(page.getByRole('heading', { name: 'Moderation', level: 1 })).toBeVisible();
		await expect(page.getByText('Nothing to decide yet')).toBeVisible();
		await expectAccessible(page);

		const { page: member, context } = await someoneElse(browser);
		const email = `${slug}-lena@example.org`;
		await joinQuickly(member, address, mails, { email, name: 'Lena Loud' });
		await page.goto(address);
		const rule = { spaceId: null, kind: null, roleKey: null, edits: false, untilOut: 5 };
		const { life } = await communityApi(page).approval.settings();
		await communityApi(page).approval.saveSettings({ rules: [rule], life });
		await expect(async () => {
			const { id: submissionId } = await publishPost(member, 'Wait for me');
			await communityApi(page).approval.approve({ submissionId, version: 1 });
		}).toPass({ timeout: SOON });

		await page.goto(here);
		const came = page.getByRole('table', { name: 'What came' });
		await expect(came.getByRole('row', { name: /^New posts/ })).toContainText('1');
		const why = page.getByRole('table', { name: 'Why it was held' });
		await expect(why.getByRole('row', { name: /little on the site/ })).toContainText('1');
		const decided = page.getByRole('table', { name: 'What was decided' });
		await expect(decided.getByRole('row', { name: /^Approved/ })).toContainText('1');
		await expect(page.getByText('0 of 1 came in an hour of the week')).toBeVisible();
		await page.getByRole('link', { name: '7 days' }).click();
		await expect(page).toHaveURL(/days=7/);
		await expect(came).toBeVisible();
		await expectAccessible(page);
		await expectNoSidewaysScroll(page);
		const file = await page.request.get(`${here}/figures.csv?days=7`);
		expect(file.headers()['content-type']).toContain('text/csv');
		expect(await file.text()).toContain('What came,1,0');
		const hours = await page.request.get(`${here}/hours.csv`);
		expect((await hours.text()).trim().split('\n')).toHaveLength(1 + 7 * 24);
		await context.close();
	});
