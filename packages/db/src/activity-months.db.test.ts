import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { createLogger } from '@kith/kernel/logger';
import { newId } from '@kith/kernel/ids';
import { createTestDatabase, TEST_SECRET, type TestDatabase } from '@kith/testing/test-database';
import { writeActivity } from './activity.ts';
import { activityHorizon, makeActivityMonths, pruneActivity } from './activity-months.ts';
import type { CommunityDb } from './handles.ts';
import { appUrl } from './installation.ts';
import { Lanes } from './lanes.ts';
import { partitionsOf } from './partitions.ts';

const NOW = new Date('2031-03-15T12:00:00Z');

let database: TestDatabase;
let owner: pg.Client;
let lanes: Lanes;
let db: CommunityDb;
let communityId = '';

beforeAll(async () => {
	database = await createTestDatabase(inject('postgresUrl'));
	owner = new pg.Client({ connectionString: database.url });
	await owner.connect();
	const url = appUrl(database.url, TEST_SECRET);
	lanes = new Lanes({ lanes: 1, urlOf: () => url, logger: createLogger('silent') });
	const { rows } = await owner.query<{ id: string }>('select id from platform.community_schemas');
	communityId = rows[0]?.id ?? '';
	db = lanes.communityDb({ id: communityId, placement: 'main' });
});
afterAll(async () => {
	await Promise.all([lanes.close(), owner.end()]);
	await database.drop();
});
beforeEach(async () => {
	await owner.query('truncate streams.activity');
	for (const name of await partitionsOf(owner, 'activity'))
		await owner.query(`drop table streams.${name}`);
});

const keep = (at: string) =>
	writeActivity(db, communityId, [
		{
			...{ id: newId(), at: new Date(at), kind: 'visit', source: 'member', hasConsent: true },
			...{ memberId: newId(), session: null, spaceId: null, targetId: null, targetMemberId: null },
			details: {},
		},
	]);

async function places(): Promise<string[]> {
	const { rows } = await owner.query<{ place: string }>(
		'select tableoid::regclass::text as place from streams.activity order by at',
	);
	return rows.map(({ place }) => place);
}

test('this month and the coming two have partitions, made once however often they are asked for', async () => {
	const months = ['activity_203103', 'activity_203104', 'activity_203105'];
	expect(await makeActivityMonths(owner, NOW)).toEqual(months);
	expect(await makeActivityMonths(owner, NOW)).toEqual([]);
	await keep('2031-03-31T23:59:59Z');
	await keep('2031-04-01T00:00:00Z');
	await keep('2020-01-01T00:00:00Z');
	expect(await places()).toEqual([
		...['streams.activity_default', 'streams.activity_203103', 'streams.activity_203104'],
	]);
});

test('a month goes when it is over for thirteen months, and what lies elsewhere from that time with it', async () => {
	await makeActivityMonths(owner, new Date('2030-01-15T12:00:00Z'));
	for (const at of ['2030-01-31', '2030-02-01', '2030-03-01', '2029-12-31', '2031-03-01'])
		await keep(`${at}T12:00:00Z`);
	expect(activityHorizon(NOW)).toEqual(new Date('2030-02-01T00:00:00Z'));
	expect(await pruneActivity(owner, NOW)).toEqual({ dropped: ['activity_203001'], deleted: 1 });
	expect(await places()).toEqual([
		...['streams.activity_203002', 'streams.activity_203003', 'streams.activity_default'],
	]);
	expect(await pruneActivity(owner, NOW)).toEqual({ dropped: [], deleted: 0 });
});
