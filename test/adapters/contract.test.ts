import { adapterContract } from './contract.ts';
import { discordChat } from './discord-chat.ts';
import { playgroundChat } from './playground-chat.ts';
import { slackChat } from './slack-chat.ts';

adapterContract('Slack over HTTP', () => slackChat('http'));
adapterContract('Slack over Socket Mode', () => slackChat('socket'));
adapterContract('Discord', () => discordChat());
adapterContract('The playground', playgroundChat);
