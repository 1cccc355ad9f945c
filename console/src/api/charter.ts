// The charter, who has read it, and whether posts of ambassadors are read for leaks.
import { queryOptions } from '@tanstack/react-query';
import { get, post } from './client';
import type { Rows } from './queries';
import type * as T from './types.gen';

export type CharterState = {
  now: string;
  charter: { version: number; text: string; digest: string; by: string; at: string; due: string } | null;
  articles?: { title: string; codes: string[] }[];
  mine?: T.Standing;
};
export type Employees = {
  on: boolean;
  missing: ('purpose' | 'notice' | 'notice_date' | 'works_council')[];
  accounts: number;
  purpose: string;
  notice: string;
  notice_date?: string;
  works_council?: string;
};

export const charterQuery = queryOptions({
  queryKey: ['charter'],
  queryFn: ({ signal }) => get<CharterState>('/charter', {}, signal),
});
export const charterStandingQuery = queryOptions({
  queryKey: ['charter', 'standing'],
  queryFn: ({ signal }) => get<Rows<T.Standing>>('/charter/standing', {}, signal),
});
export const proofQuery = queryOptions({
  queryKey: ['charter', 'proof'],
  queryFn: ({ signal }) => get<Rows<T.Acknowledgement>>('/charter/proof', {}, signal),
});
export const employeesQuery = queryOptions({
  queryKey: ['employees'],
  queryFn: ({ signal }) => get<Employees>('/employees', {}, signal),
});

export const acknowledgeCharter = (version: number): Promise<T.Acknowledgement> =>
  post<T.Acknowledgement>('/charter/acknowledge', { version });
