// The commands of serve.mjs, by name. Each gets the members of its JSON line and gives the members of the answer.
export function makeCommands(network, bridge) {
  const { accounts, moderation, processAll } = network

  // What changes something is answered only when every server knows it, so that the next read sees it. With
  // "wait": false the answer comes at once, and the caller meets the delays of real life.
  const change = (act) => async (members) => {
    const result = await act(members)
    if (members.wait !== false) await processAll()
    return result
  }
  const read = (look) => async (members) => {
    await processAll()
    return look(members)
  }

  return {
    create_account: change((m) => accounts.create(m)),
    update_profile: change((m) => accounts.updateProfile(m.did, m)),
    update_handle: change((m) => accounts.updateHandle(m.did, m.handle)),
    post: change((m) => accounts.post(m.did, m.text)),
    delete_post: change((m) => accounts.deletePost(m.did, m.uri)),
    takedown: change(async (m) => ({ event_id: (await moderation.takedown(m.did)).id })),
    restore: change(async (m) => ({ event_id: (await moderation.restore(m.did)).id })),
    delete_account: change((m) => network.deleteAccount(m.did)),
    reports: read(async () => ({ reports: await moderation.reports() })),
    statuses: read(async () => ({ statuses: await moderation.statuses() })),
    profile: (m) => profile(network.appview, m.actor),
    process_all: () => processAll(),
    disconnect: async () => bridge.disconnect(),
  }
}

// As anyone would ask, without logging in and without waiting; the answer is given whole, refusals too.
async function profile(appview, actor) {
  const response = await fetch(`${appview}/xrpc/app.bsky.actor.getProfile?actor=${encodeURIComponent(actor)}`)
  return { status: response.status, body: await response.json() }
}
