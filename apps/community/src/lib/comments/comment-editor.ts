import { api } from '#lib/shell/api.ts';
// Loaded together: without a connection nothing more can be fetched to keep an answer with.
import './discussion-calls.ts';

export { default as Composer } from '#lib/composer/Composer.svelte';
export { textToRichText } from '#lib/rich-text/text-to-rich-text.ts';

void api();
void import('./QueuedReplies.svelte');
