export { default as OnComment } from './AcceptAnswer.svelte';
export { default as Part } from './AnswerPart.svelte';
export * from './signs/question.ts';
