import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { ensureReadySchema, headVersion } from '@kith/db/communities';
import { createPool } from '@kith/db/connect';
import { createRoot, platformOf } from '@kith/db/handles';
import { appUrl } from '@kith/db/installation';
import { Lanes } from '@kith/db/lanes';
import { claimReadySchema, Directory, SnapshotCache } from '@kith/domains/communities';
import type { Services } from '@kith/domains/context';
import { Realms, SessionCache } from '@kith/domains/identity';
import {
	chosenEvents,
	handleVendorEvent,
	receiveEvent,
	type ReceivedEvent,
} from '@kith/domains/inbox';
import { createLimiter } from '@kith/domains/limiter';
import { employmentOf } from '@kith/domains/organizations';
import type { BusMessage } from '@kith/domains/ports';
import { seedRoles } from '@kith/domains/roles';
import { readTemplates } from '@kith/domains/templates';
import { createMemoryBus } from '@kith/integrations/bus';
import { fileTypeOf } from '@kith/integrations/file-types';
import { readFilm } from '@kith/integrations/films';
import { drawCard, drawIcon, makeAvif, readImage, readLogo } from '@kith/integrations/images';
import { readText } from '@kith/integrations/texts';
import { createOidc } from '@kith/integrations/oidc';
import { createSaml } from '@kith/integrations/saml';
import { createWeb, OPEN_WEB_AND_HERE } from '@kith/integrations/web';
import { createDiskStore } from '@kith/integrations/storage';
import { createLogger } from '@kith/kernel/logger';
import { openMailbox } from './test-mail.ts';
import { openTestStripe } from './test-stripe.ts';
import { TestClock } from './test-clock.ts';
import { createTestDatabase, TEST_SECRET } from './test-database.ts';

const TENANTS = new URL('../../../tenants/', import.meta.url).pathname;

/** Stands for the open web: a server of this machine that a test starts at this one address. */
export const OPEN_WEB = '127.0.0.88';
const testWeb = {
	permits: (address: string) => address === OPEN_WEB,
	ports: Array.from({ length: 65_536 }, (_, port) => port),
};

/**
 * The whole product without its HTTP server, on a database of its own: real PostgreSQL, real pictures, files on disk,
 * mail through the vendor's SDK into the local stand-in. Close it after the tests.
 */
export async function createTestInstallation(serverUrl = inject('postgresUrl')) {
	const database = await createTestDatabase(serverUrl);
	const dataDir = await mkdtemp(join(tmpdir(), 'kith-files-'));
	const clock = new TestClock();
	const logger = createLogger('silent');
	const url = appUrl(database.url, TEST_SECRET);
	const owner = createPool({ url: database.url, max: 4, logger, name: 'test owner' });
	const pool = createPool({ url, max: 8, logger, name: 'test app' });
	const lanes = new Lanes({ lanes: 4, urlOf: () => url, logger });
	const platform = platformOf(createRoot(pool));
	const mail = await openMailbox(dataDir, clock);
	const bus = createMemoryBus();
	const heard: BusMessage[] = [];
	bus.subscribe((message) => heard.push(message));
	const platformOrigin = 'http://kith.localhost:4000';
	let onTold: (event: ReceivedEvent) => Promise<void> = async () => {};
	const stripe = await openTestStripe({ clock, publicUrl: platformOrigin }, async (event) => {
		await receiveEvent(services, event);
		await onTold(event);
	});
	const communityDb: Services['communityDb'] = (community) => lanes.communityDb(community);
	const services: Services = {
		...{
			clock,
			logger,
			platform,
			communityDb,
			bus,
			readImage,
			makeAvif,
			fileTypeOf,
			readFilm,
			readText,
			platformOrigin,
		},
		...{ payments: stripe.payments, takesRealMoney: false, secondFactorDays: 14 },
		...{ secret: TEST_SECRET, mailFrom: 'hello@kith.example', mailer: mail.mailer },
		directory: new Directory(platform, platformOrigin),
		snapshots: new SnapshotCache(clock),
		sessions: new SessionCache(),
		realms: new Realms({ secret: TEST_SECRET, platformOrigin, platform, communityDb }),
		limiter: createLimiter(pool),
		templates: await readTemplates(TENANTS),
		web: createWeb(testWeb),
		oidc: createOidc({ web: OPEN_WEB_AND_HERE, allowsPlain: true }),
		saml: createSaml(),
		blobs: createDiskStore(join(dataDir, 'files'), clock),
		drawCard,
		drawIcon,
		readLogo: async (bytes) => {
			const { full } = await readLogo(bytes);
			return { full: full.bytes, width: full.width, height: full.height };
		},
		employmentOf: (staffId, organizationId) => employmentOf(platform, staffId, organizationId),
		async asOwner(use) {
			const client = await owner.connect();
			return use(client).finally(() => client.release());
		},
		async ensureReadySchema() {
			const client = await owner.connect();
			await ensureReadySchema(client, seedRoles).finally(() => client.release());
		},
		async claimSchema(db) {
			const now = clock.now();
			return (await claimReadySchema(db, headVersion, now).executeTakeFirstOrThrow()).id;
		},
	};
	return {
		...{ services, clock, owner, heard, databaseUrl: database.url },
		...{ mailbox: mail.mailbox, mailStandIn: mail.standIn, setFault: mail.setFault },
		...{ stripe: stripe.standIn, hearStripe: () => hear(services, stripe) },
		/** Called with each event of Stripe's once it is kept, before Stripe is answered. */
		whenTold: (next: (event: ReceivedEvent) => Promise<void>) => void (onTold = next),
		async close() {
			await bus.close();
			await Promise.all([lanes.close(), pool.end(), owner.end(), mail.close(), stripe.close()]);
			await database.drop();
			await rm(dataDir, { recursive: true, force: true });
		},
	};
}

/** Has happen at the stand-in what is due, takes what it tells, and handles that as the jobs do. */
async function hear(services: Services, stripe: Awaited<ReturnType<typeof openTestStripe>>) {
	const { vendorHandlers } = await import('@kith/domains');
	await (await stripe.standIn()).settle();
	const told = { isWaiting: true, limit: 1000 };
	for (const event of await chosenEvents(services.platform, told).execute())
		if (event.vendor.startsWith('stripe'))
			await handleVendorEvent(services, vendorHandlers, {
				...{ vendor: event.vendor, eventId: event.eventId },
			}).catch((error: unknown) => services.logger.error({ error }, 'an event waits'));
}

export type TestInstallation = Awaited<ReturnType<typeof createTestInstallation>>;
