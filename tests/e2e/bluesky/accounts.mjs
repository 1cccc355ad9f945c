// What people do on the network: open an account, dress it up, write. Each account keeps its own logged-in agent.
import { AtpAgent, RichText } from '@atproto/api'
import { avatar as picture } from './avatars.mjs'

const PROFILE = 'app.bsky.actor.profile'

export class Accounts {
  #pds
  #agents = new Map()

  constructor(pds) {
    this.#pds = pds
  }

  async create({ handle, displayName, description, avatar = null }) {
    if (!handle) throw new Error('handle is missing')
    const agent = new AtpAgent({ service: this.#pds })
    const password = `pw-${handle}`
    await agent.createAccount({ handle, password, email: `${handle.replaceAll('.', '-')}@example.com` })
    this.#agents.set(agent.did, agent)
    await this.updateProfile(agent.did, { displayName, description, avatar })
    return { did: agent.did, handle, password }
  }

  // An app password is what a real operator gives to a program, never the main one.
  async appPassword(did, name) {
    const { data } = await this.#agent(did).com.atproto.server.createAppPassword({ name })
    return data.password
  }

  // Absent texts stay as they are, and null ones; avatar: null takes the picture away.
  async updateProfile(did, { displayName, description, avatar }) {
    const agent = this.#agent(did)
    const record = await this.#profileRecord(agent)
    if (displayName !== undefined && displayName !== null) record.displayName = displayName
    if (description !== undefined && description !== null) record.description = description
    if (avatar === null) delete record.avatar
    else if (avatar !== undefined) record.avatar = await this.#upload(agent, avatar)
    const { data } = await agent.com.atproto.repo.putRecord({ repo: did, collection: PROFILE, rkey: 'self', record })
    return { uri: data.uri, cid: data.cid }
  }

  // Links and mentions become facets, as the Bluesky application makes them.
  async post(did, text) {
    const agent = this.#agent(did)
    const rich = new RichText({ text })
    await rich.detectFacets(agent)
    const { uri, cid } = await agent.post({ text: rich.text, facets: rich.facets, createdAt: new Date().toISOString() })
    return { uri, cid }
  }

  async deletePost(did, uri) {
    await this.#agent(did).deletePost(uri)
  }

  async updateHandle(did, handle) {
    await this.#agent(did).com.atproto.identity.updateHandle({ handle })
  }

  #agent(did) {
    const agent = this.#agents.get(did)
    if (!agent) throw new Error(`no account with this did was created here: ${did}`)
    return agent
  }

  async #profileRecord(agent) {
    const where = { repo: agent.did, collection: PROFILE, rkey: 'self' }
    try {
      return (await agent.com.atproto.repo.getRecord(where)).data.value
    } catch (error) {
      if (error.error !== 'RecordNotFound') throw error
      return { $type: PROFILE, createdAt: new Date().toISOString() }
    }
  }

  async #upload(agent, kind) {
    const { bytes, mimeType } = await picture(kind)
    return (await agent.uploadBlob(bytes, { encoding: mimeType })).data.blob
  }
}
