import '@kith/domains/mail/svelte-hook';
import { parseArgs } from 'node:util';
import { readConfig } from '@kith/kernel/config';
import { secretOf } from './prepare.ts';
import { onSignals } from './signals.ts';
import { ROLES, runProcess } from './run-process.ts';

const { values } = parseArgs({ options: { role: { type: 'string', default: 'all' } } });
const role = ROLES.find((one) => one === values.role);
const config = readConfig(process.env);
if (!role) throw new Error(`--role is one of ${ROLES.join(', ')}`);
if (!config.DATABASE_URL)
	throw new Error('DATABASE_URL is not set. For an embedded PostgreSQL use `npm start`.');

const running = await runProcess({
	...{ config, role, ownerUrl: config.DATABASE_URL },
	secret: await secretOf(config),
});
running.installation.services.logger.info({ role, port: config.PORT }, 'kith is up');
onSignals(() => running.stop());
