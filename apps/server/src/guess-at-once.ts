import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { communityCaller } from '@kith/domains';
import { createCommunityContext, NO_REQUEST } from '@kith/domains/create-context';
import { readConfig } from '@kith/kernel/config';
import { createInstallation } from './services.ts';

type Wish = { email: string; password?: string; code?: string; times: number };

/**
 * One of several processes of the product at which strangers knock at the same moment. Arguments: database, data
 * folder, secret, origin of the platform, address of the community. Says `ready`; then tries to sign in for each line of
 * its input, as often as that says at once, and answers with how each attempt ended.
 */
async function serve(): Promise<void> {
	const [ownerUrl = '', dataDir = '', secret = '', origin = '', slug = ''] = process.argv.slice(2);
	const env = { DATA_DIR: dataDir, PLATFORM_ORIGIN: origin, LOG_LEVEL: 'silent' };
	const config = readConfig(env);
	const installation = await createInstallation({ config, ownerUrl, secret });
	const { services } = installation;
	const community = await services.directory.bySlug(slug);
	if (!community) throw new Error(`no community ${slug}`);
	const door = async () => {
		const ip = `10.0.${randomBytes(2).join('.')}`;
		return communityCaller(
			await createCommunityContext(services, community, { ...NO_REQUEST, ip }),
		);
	};

	async function knock({ times, email, password = '', code }: Wish): Promise<void> {
		const doors = await Promise.all(Array.from({ length: times }, door));
		const tries = doors.map(({ identity }) =>
			code === undefined
				? identity.signInWithPassword({ email, password })
				: identity.signInWithCode({ email, code }),
		);
		const ends = await Promise.allSettled(tries);
		const outcomes = ends.map((end) =>
			end.status === 'fulfilled' ? 'done' : end.reason instanceof Error ? end.reason.message : '',
		);
		process.stdout.write(`${JSON.stringify(outcomes)}\n`);
	}

	const lines = createInterface({ input: process.stdin });
	const closed = once(lines, 'close');
	lines.on('line', (line) => void knock(JSON.parse(line) as Wish));
	process.stdout.write('ready\n');
	await closed;
	await installation.close();
}

await serve();
