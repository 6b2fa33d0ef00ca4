import '@kith/client/no-eval';
