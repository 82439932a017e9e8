// The certificate library refuses to load without this polyfill, so everybody takes the library from here.
import 'reflect-metadata';

export * as x509 from '@peculiar/x509';
