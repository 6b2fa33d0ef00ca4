import type pg from 'pg';
import { createPool } from '@kith/db/connect';
import { ensureReadySchema, headVersion } from '@kith/db/communities';
import { createRoot, platformOf, type PlatformDb } from '@kith/db/handles';
import { appUrl } from '@kith/db/installation';
import { requestJob } from '@kith/db/jobs';
import { Lanes } from '@kith/db/lanes';
import {
	claimReadySchema,
	Directory,
	SnapshotCache,
	type CommunityIdentity,
} from '@kith/domains/communities';
import type { Services } from '@kith/domains/context';
import { Realms, SessionCache } from '@kith/domains/identity';
import { createLimiter } from '@kith/domains/limiter';
import { employmentOf } from '@kith/domains/organizations';
import { seedRoles } from '@kith/domains/roles';
import { readTemplates } from '@kith/domains/templates';
import { createPostgresBus } from '@kith/integrations/bus';
import { fileTypeOf } from '@kith/integrations/file-types';
import { readFilm } from '@kith/integrations/films';
import { drawCard, drawIcon, makeAvif, readImage, readLogo } from '@kith/integrations/images';
import { createResendMailer, STAND_IN_KEY } from '@kith/integrations/resend';
import type { BlobStore } from '@kith/integrations/storage';
import { readText } from '@kith/integrations/texts';
import { createOidc } from '@kith/integrations/oidc';
import { createSaml } from '@kith/integrations/saml';
import { createWeb, OPEN_WEB_AND_HERE } from '@kith/integrations/web';
import { systemClock } from '@kith/kernel/clock';
import type { Config } from '@kith/kernel/config';
import { ConflictError } from '@kith/kernel/errors';
import { createLogger } from '@kith/kernel/logger';
import { createBlobStore } from './blob-store.ts';
import { forgetOnTouch } from './forget-on-touch.ts';
import { paymentsOf } from './local-stripe.ts';

/** Where the templates lie, seen from this file. */
export const TENANTS = new URL('../../../tenants/', import.meta.url).pathname;

export type Installation = {
	services: Services;
	/** The owner's connections: DDL, the job queue, the pool of schemas. */
	owner: pg.Pool;
	/** The owner's handle, for the relay: the job queue admits nobody else. */
	ownerDb: PlatformDb;
	/** Where uploads lie, as an operator sees them: with listing. */
	files: BlobStore;
	close(): Promise<void>;
};

type Options = { config: Config; ownerUrl: string; secret: string };

/** Wires every port to its adapter. The database is prepared already. */
export async function createInstallation({
	config,
	ownerUrl,
	secret,
}: Options): Promise<Installation> {
	const logger = createLogger(config.LOG_LEVEL);
	const url = appUrl(ownerUrl, secret);
	const owner = createPool({ url: ownerUrl, max: 8, logger, name: 'owner' });
	const builders = createPool({ url: ownerUrl, logger, name: 'builders', ...BUILDERS });
	const appPool = createPool({ url, max: 8, logger, name: 'platform' });
	const platform = platformOf(createRoot(appPool));
	const lanes = new Lanes({ lanes: config.LANES, logger, urlOf: () => url });
	const bus = await createPostgresBus({ connectionString: url, logger });
	const communityDb: Services['communityDb'] = (community) => lanes.communityDb(community);
	const realmDb = (community: CommunityIdentity) => lanes.communityDb(community);
	const files = createBlobStore(config);
	const services: Services = {
		...{
			clock: systemClock,
			logger,
			secret,
			platform,
			communityDb,
			bus,
			readImage,
			makeAvif,
			fileTypeOf,
			readFilm,
			readText,
		},
		platformOrigin: config.PLATFORM_ORIGIN,
		mailFrom: config.MAIL_FROM,
		directory: new Directory(platform, config.PLATFORM_ORIGIN),
		snapshots: new SnapshotCache(),
		sessions: new SessionCache(),
		realms: new Realms({
			...{ secret, platform, communityDb: realmDb },
			platformOrigin: config.PLATFORM_ORIGIN,
		}),
		limiter: createLimiter(appPool),
		templates: await readTemplates(TENANTS),
		mailer: createResendMailer(mailSettings(config)),
		blobs: files,
		drawCard,
		drawIcon,
		web: createWeb(),
		oidc: createOidc(
			config.KITH_ENV === 'development' ? { web: OPEN_WEB_AND_HERE, allowsPlain: true } : {},
		),
		saml: createSaml(),
		secondFactorDays: config.SECOND_FACTOR_DAYS,
		...(await paymentsOf(config, logger)),
		readLogo: async (bytes) => {
			const { full } = await readLogo(bytes);
			return { full: full.bytes, width: full.width, height: full.height };
		},
		employmentOf: (staffId, organizationId) => employmentOf(platform, staffId, organizationId),
		asOwner: (use) => withClient(owner, use),
		// Before anything of the sign-up holds a connection.
		ensureReadySchema: () => withClient(builders, (client) => ensureReadySchema(client, seedRoles)),
		claimSchema: claim,
	};
	const stopForgetting = forgetOnTouch(services, bus);
	return {
		services,
		owner,
		files,
		ownerDb: platformOf(createRoot(owner)),
		async close() {
			stopForgetting();
			await bus.close();
			await Promise.all([lanes.close(), appPool.end(), builders.end(), owner.end()]);
		},
	};
}

function mailSettings(config: Config) {
	if (config.RESEND_API_KEY)
		return {
			apiKey: config.RESEND_API_KEY,
			...(config.RESEND_BASE_URL ? { baseUrl: config.RESEND_BASE_URL } : {}),
		};
	return { apiKey: STAND_IN_KEY, baseUrl: `http://127.0.0.1:${config.PORT}/dev/resend` };
}

/** Building is work of the processor alone: more at once are no faster, and wait for each other's turn instead. */
const BUILDERS = { max: 2, wait: 60_000 };

async function claim(db: PlatformDb): Promise<string> {
	const now = systemClock.now();
	const row = await claimReadySchema(db, headVersion, now).executeTakeFirst();
	if (!row) throw new ConflictError('communities.pool_empty');
	await requestJob(db, 'refill-pool', {}, { key: 'refill-pool', now });
	return row.id;
}

/** Lends one connection of a pool. */
export async function withClient<T>(
	pool: pg.Pool,
	use: (client: pg.ClientBase) => Promise<T>,
): Promise<T> {
	const client = await pool.connect();
	try {
		return await use(client);
	} finally {
		client.release();
	}
}
