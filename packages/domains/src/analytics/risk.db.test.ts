import { afterAll, beforeAll, expect, test } from 'vitest';
import { seededChance } from '@kith/kernel/chance';
import { founderOf } from '@kith/testing/test-actors';
import { countAll } from '@kith/testing/test-analytics';
import { createTestCommunity } from '@kith/testing/test-community';
import { outcomeOf } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { communityCaller } from '../index.ts';
import { LEAST_MEMBERS } from './risk.schema.ts';

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

const DAYS = 150;

async function community() {
	const here = await createTestCommunity(installation);
	const founder = await founderOf(here);
	await countAll(await here.as(founder));
	installation.services.snapshots.drop(here.id);
	const analytics = async () => communityCaller(await here.as(founder)).analytics;
	return { here, analytics };
}
type Place = Awaited<ReturnType<typeof community>>;

/**
 * People of whom it is known what drives them: each comes by as often as is their way, some lose interest one day, come half
 * as often from then on, and three weeks later no more.
 */
async function live({ here }: Place, people: number): Promise<Set<string>> {
	const next = seededChance(20_261_128);
	const lost = new Set<string>();
	const today = installation.clock.now().getTime();
	const dayAt = (day: number) =>
		new Date(today - (DAYS - day) * 86_400_000).toISOString().slice(0, 10);
	const rows: [string, string, number, number][] = [];
	const members: [string, string][] = [];
	for (let person = 0; person < people; person++) {
		const id = `00000000-0000-4000-8000-${String(person).padStart(12, '0')}`;
		const often = 0.08 + 0.5 * next() ** 2;
		// Who comes seldom loses interest sooner.
		const perDay = 0.012 * (1 - often);
		members.push([id, `Member ${person}`]);
		let tired = DAYS + 99;
		for (let day = 0; day < DAYS; day++) if (tired > DAYS && next() < perDay) tired = day;
		if (tired + 21 < DAYS) lost.add(id);
		for (let day = 0; day < DAYS; day++) {
			const chance = day < tired ? often : day < tired + 21 ? often / 2 : 0;
			if (next() >= chance) continue;
			const speaks = day < tired && next() < 0.3;
			rows.push([id, dayAt(day), speaks ? 1 : 0, next() < 0.4 ? 1 : 0]);
		}
	}
	const at = `c_${here.id}`;
	await installation.owner.query(
		`insert into ${at}.members (id, handle, name, status) select (one->>0)::uuid, 'mem-' || n, one->>1, 'active'
			from jsonb_array_elements($1::jsonb) with ordinality as all_of(one, n)`,
		[JSON.stringify(members)],
	);
	await installation.owner.query(
		`insert into ${at}.analytics_days (member_id, day, is_staff, visits, posts, comments, reactions, others)
			select (one->>0)::uuid, (one->>1)::date, false, 1, 0, (one->>2)::int, (one->>3)::int, 0
			from jsonb_array_elements($1::jsonb) as all_of(one)`,
		[JSON.stringify(rows)],
	);
	return lost;
}

test('of people whose ways are known, who leaves is told from who stays, and chances are what comes true', async () => {
	const place = await community();
	const lost = await live(place, 1500);
	const { found, known } = await (await place.analytics()).risk();
	if (!found) throw new Error('nothing was said');
	const { card, members, likely, possible } = found;
	expect(card.auc).toBeGreaterThan(0.8);
	for (const { said, came } of card.calibration) expect(Math.abs(said - came)).toBeLessThan(0.1);
	expect(card.calibration.reduce((sum, { count }) => sum + count, 0)).toBe(card.triedOn);
	expect(likely + possible).toBeLessThan(known);
	expect(members.length).toBe(Math.min(100, likely + possible));
	const right = members.slice(0, 20).filter(({ memberId }) => lost.has(memberId)).length;
	expect(right).toBeGreaterThanOrEqual(14);
	const chances = members.map(({ chance }) => chance);
	expect(chances).toEqual(chances.toSorted((one, other) => other - one));
	expect(members[0]?.reasons.length).toBeGreaterThan(0);
});

test('of too few nothing is said', async () => {
	const place = await community();
	await live(place, LEAST_MEMBERS - 1);
	expect(await (await place.analytics()).risk()).toMatchObject({ found: null });
});

test('who is no member any more is not named, and members are told nothing', async () => {
	const place = await community();
	await live(place, 1500);
	const before = (await (await place.analytics()).risk()).found;
	const first = before?.members[0]?.memberId ?? '';
	await installation.owner.query(
		`update c_${place.here.id}.members set status = 'removed' where id = $1`,
		[first],
	);
	const after = (await (await place.analytics()).risk()).found;
	expect(after?.members.map(({ memberId }) => memberId)).not.toContain(first);
	const ada = communityCaller(await place.here.as(await place.here.member('member', 'Ada')));
	expect(await outcomeOf(ada.analytics.risk())).toBe('permissions.denied');
});
