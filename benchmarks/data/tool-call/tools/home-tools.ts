import { decimal, defineTool, flag, listOf, preset, shape, text, whole } from '../../../../src/tools/define-tool.js';

export const setLight = defineTool('set_light', 'Switch the light of a room and set it.', {
  room: text('Room', ['kitchen', 'living_room', 'bedroom', 'bathroom', 'hall', 'garage']),
  on: flag('Whether it is on'),
  'brightness?': whole('Percent', { minimum: 1, maximum: 100 }),
  'color?': text('Colour', ['warm', 'neutral', 'cold', 'red', 'blue']),
});
export const setThermostat = defineTool('set_thermostat', 'Set the wanted temperature of a room.', {
  room: text('Room'),
  celsius: decimal('Degrees Celsius'),
});
export const lockDoor = defineTool('lock_door', 'Lock a door.', { door: text('Door', ['front', 'back', 'garage']) });
export const unlockDoor = defineTool('unlock_door', 'Unlock a door.', {
  door: text('Door', ['front', 'back', 'garage']),
});
export const readSensor = defineTool('read_sensor', 'Read a sensor.', {
  kind: text('What it measures', ['temperature', 'humidity', 'co2', 'motion']),
  room: text('Room'),
});
export const startVacuum = defineTool('start_vacuum', 'Let the robot clean rooms.', {
  rooms: listOf(text('Room'), 'Rooms'),
  'mode?': preset(text('How', ['quiet', 'normal', 'turbo']), 'normal'),
});
export const stopVacuum = defineTool('stop_vacuum', 'Stop the robot and send it home.', {});
export const playMusic = defineTool('play_music', 'Play music.', {
  'artist?': text('Artist'),
  'album?': text('Album'),
  'playlist?': text('Playlist'),
  'shuffle?': preset(flag('Random order'), false),
  'volume?': whole('Percent', { minimum: 0, maximum: 100 }),
});
export const setBlinds = defineTool('set_blinds', 'Move the blinds of a room.', {
  room: text('Room'),
  open_percent: whole('0 is closed, 100 is open', { minimum: 0, maximum: 100 }),
});
export const createScene = defineTool('create_scene', 'Save a scene: states of several devices under a name.', {
  name: text('Name'),
  devices: listOf(
    shape({ device: text('Name of the device'), state: text('State', ['on', 'off']), 'level?': whole('Percent') }),
    'Devices with their states',
  ),
});
export const createRule = defineTool('create_rule', 'Do something whenever a condition holds.', {
  when: shape({
    sensor: text('Sensor'),
    operator: text('Comparison', ['above', 'below']),
    value: decimal('Value'),
  }),
  action: shape({ device: text('Device'), state: text('State', ['on', 'off']) }),
});
