import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('plain Node renders the templates once the hook is imported', () => {
	const script = `
		await import(${JSON.stringify(new URL('svelte-hook.ts', import.meta.url).href)});
		const { renderMail } = await import(${JSON.stringify(new URL('render-mail.ts', import.meta.url).href)});
		const brand = { name: 'Choir', origin: 'https://c.example', look: { brand: '#0b6bcb', radius: 'none' }, logoUrl: null, mail: { header: 'plain', color: null, footer: '' } };
		const mail = await renderMail('welcome', { name: 'Ann' }, { locale: 'en', brand });
		console.log(mail.html);
	`;
	const html = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
		encoding: 'utf8',
		timeout: 15_000,
	});
	expect(html).toContain('Welcome, Ann</h1>');
});
