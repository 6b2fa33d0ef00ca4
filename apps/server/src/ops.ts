import '@kith/domains/mail/svelte-hook';
import { runCommand } from './ops/run-command.ts';

/** The operator's commands: `npm run ops -- <area> <command>`. */
process.exitCode = await runCommand(process.argv.slice(2), process.env, (line) => {
	process.stdout.write(`${line}\n`);
});
