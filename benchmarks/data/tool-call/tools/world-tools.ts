import { decimal, defineTool, flag, listOf, preset, shape, text, whole } from '../../../../src/tools/define-tool.js';

export const getWeather = defineTool('get_weather', 'Weather of a city now.', {
  city: text('City'),
  'unit?': preset(text('Unit', ['celsius', 'fahrenheit']), 'celsius'),
});
export const getForecast = defineTool('get_forecast', 'Weather of a city on the next days.', {
  city: text('City'),
  days: whole('Days from today', { minimum: 1, maximum: 14 }),
  'unit?': preset(text('Unit', ['celsius', 'fahrenheit']), 'celsius'),
});
export const getAirQuality = defineTool('get_air_quality', 'Air quality of a city now.', { city: text('City') });
export const getTime = defineTool('get_time', 'Local time of a city.', { city: text('City') });
export const getSunrise = defineTool('get_sun_times', 'Sunrise and sunset of a city on a day.', {
  city: text('City'),
  date: text('YYYY-MM-DD'),
});

export const convertCurrency = defineTool('convert_currency', 'Convert an amount of money.', {
  amount: decimal('Amount'),
  from: text('Currency code, three letters'),
  to: text('Currency code, three letters'),
});
export const convertUnit = defineTool('convert_unit', 'Convert a quantity.', {
  value: decimal('Quantity'),
  from: text('Unit', ['m', 'km', 'mile', 'foot', 'kg', 'pound', 'celsius', 'fahrenheit', 'liter', 'gallon']),
  to: text('Unit', ['m', 'km', 'mile', 'foot', 'kg', 'pound', 'celsius', 'fahrenheit', 'liter', 'gallon']),
});
export const calculate = defineTool('calculate', 'Evaluate an arithmetic expression.', {
  expression: text('Expression'),
});
export const getStock = defineTool('get_stock_price', 'Price of a share.', { symbol: text('Ticker symbol') });
export const transferMoney = defineTool('transfer_money', 'Transfer money between accounts of the user.', {
  from_account: text('Account', ['checking', 'savings', 'business']),
  to_account: text('Account', ['checking', 'savings', 'business']),
  amount: decimal('Amount in euros'),
});

export const searchFlights = defineTool('search_flights', 'Find flights.', {
  from: text('Airport code, three letters'),
  to: text('Airport code, three letters'),
  date: text('Day of departure, YYYY-MM-DD'),
  'return_date?': text('Day of return, YYYY-MM-DD; one way without it'),
  passengers: shape({ adults: whole('Adults', { minimum: 1 }), 'children?': preset(whole('Children'), 0) }),
  'cabin?': preset(text('Class', ['economy', 'business', 'first']), 'economy'),
});
export const bookHotel = defineTool('book_hotel', 'Book a hotel room.', {
  city: text('City'),
  check_in: text('YYYY-MM-DD'),
  nights: whole('Nights', { minimum: 1 }),
  guests: whole('Guests', { minimum: 1 }),
  'breakfast?': preset(flag('With breakfast'), false),
});
export const getRoute = defineTool('get_route', 'Find a way.', {
  from: text('Place'),
  to: text('Place'),
  'mode?': preset(text('How', ['car', 'bike', 'walk', 'transit']), 'car'),
  'avoid?': listOf(text('What', ['tolls', 'highways', 'ferries']), 'What to avoid'),
});
export const bookTable = defineTool('book_table', 'Book a table in a restaurant.', {
  restaurant: text('Name'),
  date: text('YYYY-MM-DD'),
  time: text('HH:MM, 24 hours'),
  people: whole('People', { minimum: 1 }),
});
export const orderTaxi = defineTool('order_taxi', 'Order a taxi.', {
  pickup: text('Where it picks up'),
  destination: text('Where it goes'),
  'seats?': preset(whole('Seats', { minimum: 1 }), 4),
});

export const translate = defineTool('translate', 'Translate a text.', {
  text: text('Text'),
  to: text('Language code, two letters'),
  'from?': text('Language code, two letters; found out without it'),
});
export const detectLanguage = defineTool('detect_language', 'Find out the language of a text.', { text: text('Text') });
export const resizeImage = defineTool('resize_image', 'Change the size of an image.', {
  path: text('Path'),
  width: whole('Pixels', { minimum: 1 }),
  'height?': whole('Pixels; in proportion without it', { minimum: 1 }),
});
export const cropImage = defineTool('crop_image', 'Cut a part out of an image.', {
  path: text('Path'),
  box: shape({
    left: whole('Pixels'),
    top: whole('Pixels'),
    width: whole('Pixels'),
    height: whole('Pixels'),
  }),
});
export const rotateImage = defineTool('rotate_image', 'Turn an image clockwise.', {
  path: text('Path'),
  degrees: { ...whole('Degrees'), enum: [90, 180, 270] },
});
