import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { buildSchema } from '@kith/db/communities';
import { createPool } from '@kith/db/connect';
import { communityOf, createRoot, platformOf } from '@kith/db/handles';
import { appUrl, prepareInstallation } from '@kith/db/installation';
import { systemClock, type Clock } from '@kith/kernel/clock';
import { newId } from '@kith/kernel/ids';
import { createLogger } from '@kith/kernel/logger';
import { Directory, saveSetting, SnapshotCache } from './communities/index.ts';
import type { Access } from './communities/communities.schema.ts';
import type { Services } from './context.ts';
import { createCommunityContext, NO_REQUEST } from './create-context.ts';
import { Realms, SessionCache } from './identity/index.ts';
import { createLimiter } from './limiter.ts';
import type { BusMessage, OutgoingMail } from './ports.ts';
import { seedRoles } from './roles/index.ts';
import { readStanding } from './members/index.ts';

const SECRET = 'a secret of at least thirty-two characters';
const logger = createLogger('silent');

export type Installation = Awaited<ReturnType<typeof openInstallation>>;
export type TestCommunity = Awaited<ReturnType<Installation['open']>>;

/** A database of its own with the real schemas; `open` adds a community to it. */
export async function openInstallation() {
	const database = `members_${randomBytes(6).toString('hex')}`;
	const admin = new pg.Client({ connectionString: inject('postgresUrl') });
	await admin.connect();
	await admin.query(`create database ${database}`);
	const url = new URL(inject('postgresUrl'));
	url.pathname = `/${database}`;
	const owner = new pg.Client({ connectionString: url.href });
	await owner.connect();
	await prepareInstallation(owner, SECRET);
	const pool = createPool({ url: appUrl(url.href, SECRET), max: 12, logger, name: 'test' });
	const root = createRoot(pool);
	const platform = platformOf(root);
	const sent: OutgoingMail[] = [];
	const messages: BusMessage[] = [];
	const blobs = new Map<string, Uint8Array>();
	const platformOrigin = 'http://kith.localhost:4000';
	const time = { ahead: 0 };
	const clock: Clock = { now: () => new Date(systemClock.now().getTime() + time.ahead * 1000) };
	const communityDb: Services['communityDb'] = ({ id }) => communityOf(root, id);
	const unused = () => Promise.reject(new Error('not part of these tests'));
	const services: Services = {
		...{ clock, logger, secret: SECRET, platformOrigin, platform, communityDb },
		mailFrom: 'hello@kith.example',
		...{ ensureReadySchema: unused, claimSchema: unused, employmentOf: unused },
		directory: new Directory(platform, platformOrigin),
		snapshots: new SnapshotCache(),
		sessions: new SessionCache(),
		realms: new Realms({ secret: SECRET, platformOrigin, platform, communityDb }),
		limiter: createLimiter(pool),
		templates: new Map(),
		mailer: { send: async (mail) => ({ id: String(sent.push(mail)) }) },
		blobs: {
			put: async (key, body) => void blobs.set(key, body),
			async get(key) {
				const bytes = blobs.get(key);
				if (!bytes) return null;
				const body = new Blob([Buffer.from(bytes)]).stream();
				return { body, size: bytes.byteLength, contentType: 'image/webp' };
			},
			delete: async (key) => void blobs.delete(key),
		},
		readImage: async (bytes) => ({
			...{ width: 40, height: 30 },
			variants: (['full', 'medium', 'thumb'] as const).map((name) => ({
				...{ name, width: 40, height: 30, bytes, mime: 'image/webp' as const },
			})),
		}),
		readLogo: async (full) => ({ full, width: 40, height: 40 }),
		bus: {
			publish: async (message) => void messages.push(message),
			subscribe: () => () => {},
			onReconnect: () => () => {},
		},
	};
	const open = (access: Access) => openCommunity(services, owner, access);
	const close = async () => {
		await pool.end();
		await owner.end();
		await admin.query(`drop database ${database} with (force)`);
		await admin.end();
	};
	return { services, sent, messages, blobs, time, open, close };
}

async function openCommunity(services: Services, owner: pg.Client, access: Access) {
	const id = await buildSchema(owner, seedRoles);
	const organizationId = newId();
	await services.platform
		.insertInto('organizations')
		.values({ id: organizationId, name: 'Harbour' })
		.execute();
	await services.platform
		.insertInto('communities')
		.values({
			...{ id, organizationId, slug: id, skeleton: id, name: 'Harbour Choir', template: 'choir' },
			...{ status: 'live', createdBy: newId(), seededAt: services.clock.now() },
		})
		.execute();
	const community = await services.directory.byId(id);
	if (!community) throw new Error('the community was not made');
	const db = services.communityDb(community);
	await saveSetting(db, 'access', access, services.clock.now()).execute();
	const person = async (email: string, name = '') => {
		const userId = newId();
		await db.insertInto('authUsers').values({ id: userId, email, name }).execute();
		return { userId, email, name };
	};
	const as = async (who: { userId: string; email: string; name: string } | null) => {
		if (!who) return createCommunityContext(services, community, NO_REQUEST);
		const member = await readStanding(db, who.userId);
		const until = new Date(services.clock.now().getTime() + 60_000);
		services.sessions.set(id, who.userId, { ...who, member }, until);
		const cookie = `kith=${who.userId}`;
		return createCommunityContext(services, community, { ...NO_REQUEST, cookie });
	};
	const member = async (roleKey: string, name: string, status = 'active') => {
		const who = await person(`${name.toLowerCase()}@${id}.example`, name);
		const memberId = newId();
		const row = { id: memberId, userId: who.userId, handle: name.toLowerCase(), name, status };
		await db
			.insertInto('members')
			.values({ ...row, joinedAt: services.clock.now() })
			.execute();
		const role = db.selectFrom('roles').select('id').where('key', '=', roleKey);
		const { id: roleId } = await role.executeTakeFirstOrThrow();
		if (roleKey !== 'member')
			await db.insertInto('memberRoles').values({ memberId, roleId }).execute();
		return { ...who, memberId };
	};
	return { community, db, person, member, as };
}
