import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect } from '../journey.ts';
import type { Stage } from './content.ts';
import { partsOf, withEach } from './sheet.ts';

/** What moderators write of somebody, and why they do to them what they do. */
export async function notes({ api, member, reader, sheet, studio }: Stage): Promise<void> {
	const { id: memberId } = await member.api.members.me();
	const silences = sheet.put('why somebody is silenced', 500);
	const lifts = sheet.put('why somebody is let in again', 500);
	const told = sheet.put('a note on a member', 2000);
	const page = `${studio}/members/${memberId}`;
	for (const text of told) await api.notes.add({ id: randomUUID(), memberId, text });
	for (const [at, reason] of silences.entries()) {
		await api.restrictions.restrict({ memberId, kind: 'silenced', hours: 24, reason });
		if (at % 8 === 7) await reader.open(page);
		await api.restrictions.lift({ memberId, reason: lifts[at] ?? '' });
	}
	await reader.open(page);
	await reader.open(`${studio}/settings/audit`);
}

/** As many roles as a page is drawn with at once. */
const SOME = 30;

/** Roles, and what lists of members are kept under. */
export async function roles({ api, reader, sheet, studio }: Stage): Promise<void> {
	const descriptions = sheet.put('what a role is for', 200);
	const all = partsOf(sheet.put('the name of a role', 60), SOME);
	const made = (all[0] ?? []).map((name) => ({ roleId: randomUUID(), name }));
	await withEach(made, ({ roleId, name }) => api.roles.create({ id: roleId, name }));
	for (const [round, names] of all.entries()) {
		const changes = names.map((name, at) => {
			const description = descriptions[round * SOME + at] ?? '';
			return { roleId: made[at]?.roleId ?? '', version: round + 1, name, description };
		});
		await api.roles.save({ changes });
		await reader.read(`${studio}/settings/roles`);
		if (round * SOME < descriptions.length)
			await reader.open(`${studio}/settings/roles`, lookAtEachRole);
	}
	for (const names of partsOf(sheet.put('the name of a segment', 60), 50)) {
		const ids = names.map(() => randomUUID());
		await withEach(names, (name, at) =>
			api.roster.saveSegment({ id: ids[at] ?? '', name, filter: {} }),
		);
		await reader.open(`${studio}/members`, (page) =>
			page.locator('button:has(.lucide-bookmark)').click(),
		);
		await withEach(ids, (segmentId) => api.roster.deleteSegment({ segmentId }));
	}
}

/** What a role is for is shown by nothing but its form. */
async function lookAtEachRole(page: Page, look: () => Promise<void>): Promise<void> {
	// The roles are wanted, not all that each may do.
	await page.getByLabel('Search permissions').fill('Change the design');
	const menus = page.getByRole('columnheader').locator('button[aria-haspopup=menu]');
	const dialog = page.getByRole('dialog');
	for (const menu of await menus.all()) {
		await menu.click();
		const edit = page.getByRole('menuitem', { name: 'Name, colour, second factor' });
		if (await edit.isEnabled()) {
			await edit.click();
			await expect(dialog).toBeVisible();
			await look();
			await page.keyboard.press('Escape');
			await expect(dialog).toBeHidden();
		} else await page.keyboard.press('Escape');
		await expect(edit).toBeHidden();
	}
}

/** What the rules say, each version of them. */
export async function rules({ api, reader, sheet, site, studio }: Stage): Promise<void> {
	const titles = sheet.put('the title of the guidelines', 80);
	const changes = sheet.put('what changed of the guidelines', 300);
	const heads = partsOf(sheet.put('the title of a rule', 120), 10);
	const bodies = partsOf(sheet.put('the words of a rule', 2000), 10);
	let { version: basedOn } = (await api.guidelines.current({})) ?? { version: 0 };
	for (const [at, title] of titles.entries()) {
		const said = heads[at] ?? ['Be kind'];
		const asked = said.map((head, index) => ({
			...{ id: randomUUID(), title: head, text: bodies[at]?.[index] ?? '' },
		}));
		const more = { changes: changes[at] ?? '', mustAccept: false };
		await api.guidelines.publish({ title, rules: asked, basedOn, ...more });
		basedOn += 1;
		await reader.read(`${site}/guidelines`);
		if (at === 0) await reader.open(`${site}/guidelines`);
		if (at % 40 === 39) await reader.read(`${studio}/guidelines/versions`);
	}
	await reader.open(`${studio}/guidelines/versions`);
}

/** What is sold: tiers, and what they bring. */
export async function tiers({ api, reader, sheet, site, studio, space }: Stage): Promise<void> {
	const shown = 30;
	const names = partsOf(sheet.put('the name of a tier', 60), shown);
	const descriptions = sheet.put('what a tier is', 600);
	const benefits = partsOf(sheet.put('what a tier brings', 120), 10);
	await api.tiers.start();
	const made = (names[0] ?? []).map(() => randomUUID());
	const about = (round: number, at: number) => ({
		...{ name: names[round]?.[at] ?? `Tier ${at}`, slug: `tier-${at}`, trialDays: 0 },
		...{ description: descriptions[at] ?? '', benefits: benefits[at] ?? [] },
		...{ visibility: 'public' as const },
		entitlements: [{ kind: 'space' as const, spaceId: space.id }],
	});
	for (const [at, tierId] of made.entries()) {
		await api.tiers.create({ id: tierId, ...about(0, at) });
		await api.tiers.addPrice({
			...{ id: randomUUID(), tierId },
			terms: { kind: 'recurring', every: 'month', currency: 'eur', amount: 900 + at },
		});
	}
	const versions = async () =>
		new Map((await api.tiers.list()).map(({ id, version }) => [id, version]));
	let now = await versions();
	for (const tierId of made)
		await api.tiers.setStatus({ tierId, status: 'published', version: now.get(tierId) ?? 1 });
	for (const round of names.keys()) {
		now = await versions();
		for (const [at, tierId] of made.entries())
			await api.tiers.update({ tierId, version: now.get(tierId) ?? 1, ...about(round, at) });
		await reader.read(`${site}/membership`);
	}
	await reader.open(`${site}/membership`);
	await reader.open(`${studio}/revenue/tiers`);
	await reader.open(`${studio}/revenue/tiers/${made[0]}`);
}

/** What is given for what members do: badges, levels, points, challenges. */
export async function points({ api, member, reader, sheet, site, studio }: Stage): Promise<void> {
	await api.gamification.start({ rules: [], countsPast: false });
	const { id: memberId, handle } = await member.api.members.me();
	const names = partsOf(sheet.put('the name of a badge', 60), 60);
	const descriptions = sheet.put('what a badge is for', 300);
	const reasons = sheet.put('why a badge was given', 300);
	const given = sheet.put('why points were given', 300);
	const badges = (names[0] ?? []).map(() => ({ id: randomUUID(), version: null as number | null }));
	for (const [round, part] of names.entries()) {
		for (const [at, name] of part.entries()) {
			const badge = badges[at];
			if (!badge) continue;
			const description = descriptions[at] ?? '';
			const look = { icon: '🏅', tone: 'gold' as const, mostGiven: null, lastsDays: null };
			await api.gamification.saveBadge({ ...badge, name, description, ...look });
			badge.version = (badge.version ?? 0) + 1;
		}
		await reader.read(`${site}/badges`);
		if (round === 0) await reader.open(`${studio}/engagement/badges`);
	}
	for (const [at, reason] of reasons.entries()) {
		const badgeId = badges[at]?.id ?? '';
		await api.gamification.giveBadge({ id: randomUUID(), badgeId, memberId, reason });
	}
	for (const some of partsOf(given, 10)) {
		for (const reason of some)
			await api.gamification.give({ id: randomUUID(), memberId, points: 5, reason });
		await member.reader.read(`${site}/points`);
	}
	await reader.open(`${site}/m/${handle}`);
	await reader.open(`${site}/badges`);
	await member.reader.open(`${site}/points`);
	const levels = partsOf(sheet.putEach('the name of a level', 40), 100);
	for (const part of levels) {
		const { version, levels: before } = await api.gamification.levels();
		const named = part.map((name, at) => ({
			...{ name, points: at * 10, roleId: null, spaceIds: [] },
		}));
		await api.gamification.saveLevels({ levels: { ...before, levels: named }, version });
		await reader.open(`${studio}/engagement/levels`);
	}
}
