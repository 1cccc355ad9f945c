// The files of one small installation that protects the network's official account.
import { writeFile } from 'node:fs/promises'
import path from 'node:path'

export async function writeConfiguration(folder, { info, mail, hook, listen }) {
  const write = (name, text) => writeFile(path.join(folder, name), text)
  await write('desk-password', info.operator.app_password)
  await write('hook-secret', hook.secret)
  await write('assets.yaml', `organisation: {name: Acme}
brands: [Acme Boutique]
accounts:
  - network: bluesky
    id: "${info.official.did}"
    handle: ${info.official.handle}
    name: Acme Boutique
    bio: "Compte officiel de la boutique Acme. Service client : https://acme-boutique.example"
    role: shop
domains: [acme-boutique.example]
`)
  await write('policies.yaml', `departments:
  security: {title: {fr: Sécurité, en: Security}, channels: [soc-mail, soc-hook], to: [soc@acme-boutique.example]}
policies:
  - id: impostor
    title: {fr: Imposteur, en: Impostor}
    when: {kinds: [impersonation], networks: [bluesky]}
    steps:
      - {key: tell, action: notify, title: {fr: Prévenir, en: Tell}, owner: security, mode: automatic, deadline: 15m}
      - {key: ask-removal, action: request_takedown, title: {fr: Demander le retrait, en: Ask for removal}, owner: security, mode: approval, deadline: 4h, reason: impersonation}
      - {key: watch, action: recheck, title: {fr: Vérifier, en: Re-check}, owner: security, mode: automatic, after: [ask-removal], every: 30s}
      - {key: close, action: close, title: {fr: Clore, en: Close}, owner: security, mode: automatic, after: [watch]}
`)
  const file = path.join(folder, 'vigie.yaml')
  await write('vigie.yaml', `data: data
assets: [assets.yaml]
policies: [policies.yaml]
sources:
  - {name: bluesky, type: jetstream, hosts: ["${new URL(info.jetstream).origin.replace('null', `ws://${new URL(info.jetstream).host}`)}"], hydrate: "${info.appview}"}
channels:
  soc-mail: {type: email, server: "${mail.url}", from: vigie@acme-boutique.example}
  soc-hook: {type: webhook, url: "${hook.url}", secret: {file: hook-secret}, allow_private: true}
desks:
  bluesky: {type: bluesky, service: "${info.pds}", identifier: ${info.operator.handle}, password: {file: desk-password},
     labeler: "${info.ozone_did}#atproto_labeler", appview: "${info.appview}", plc: "${info.plc}"}
serve: {listen: "${listen}"}
`)
  return { folder, file, url: `http://${listen}` }
}
